// A button on each block of code that copies it, and a place for the keyboard on whatever scrolls sideways.

function addCopyButton(block) {
  const code = block.querySelector("pre > code");
  if (!code || !navigator.clipboard) {
    return;
  }
  const button = document.createElement("button");
  button.type = "button";
  button.className = "copy";
  button.textContent = "Copy";
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(code.textContent);
    button.textContent = "Copied";
    setTimeout(() => {
      button.textContent = "Copy";
    }, 2000);
  });
  block.append(button);
}

function letScroll() {
  for (const element of document.querySelectorAll(".md-typeset__scrollwrap, pre > code")) {
    if (element.scrollWidth > element.clientWidth) {
      element.tabIndex = 0;
    } else {
      element.removeAttribute("tabindex");
    }
  }
}

document.querySelectorAll(".md-typeset .highlight").forEach(addCopyButton);
addEventListener("load", letScroll);
addEventListener("resize", letScroll);
