"use strict";

// Filters, sorts and searches the list of pages, and draws a page when it is opened. What is shown stands in the
// address behind "#?", so that it can be sent on. Text from pages is only ever text here (`textContent`); the drawn
// pages are HTML that was escaped when the report was made.

(() => {
  const SEVERITIES = ["error", "warning", "notice"];
  const LIKELY = 4;
  const FIXABLE = 8;
  const SLICE = 50; // rows that are drawn at once
  const WIDE = "(min-width: 64rem)";

  const at = (id) => document.getElementById(id);
  const form = at("controls");
  const list = at("list");
  const status = at("status");
  const more = at("more");
  const dialog = at("why");
  const index = JSON.parse(at("index").textContent);
  const packs = document.querySelectorAll("script.pack");
  const number = new Intl.NumberFormat("en");
  const collator = new Intl.Collator(undefined, { numeric: true });

  const pages = index.pages.map(([path, headline, publisher, section, date, words, figure, unreadable, found], key) => ({
    key,
    path,
    headline: headline || path,
    publisher: index.publishers[publisher],
    section: index.sections[section],
    date,
    words,
    unreadable,
    found,
    text: null,
  }));
  const findingsInAll = pages.reduce((sum, page) => sum + page.found.length / 3, 0);

  const counted = (count, noun) => `${number.format(count)} ${noun}${count === 1 ? "" : "s"}`;

  function element(name, className, ...content) {
    const made = document.createElement(name);
    if (className) made.className = className;
    made.append(...content);
    return made;
  }

  // Without accents and capitals.
  const folded = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  let foldedMessages = null;
  let foldedRules = null;

  function prepareSearch() {
    if (foldedMessages) return;
    foldedMessages = index.messages.map(folded);
    foldedRules = index.rules.map(folded);
    for (const page of pages) {
      page.text = folded(`${page.headline}\n${page.path}\n${page.publisher}\n${page.section}`);
    }
  }

  // ---- What is asked for

  let openPage = ""; // the path of the page opened last
  let shown = []; // the pages that answer, in order, each with its counts by severity
  let drawnRows = 0;

  function asked() {
    const data = new FormData(form);
    const severities = data.getAll("severity");
    const certainties = data.getAll("certainty");
    const terms = folded(data.get("q").trim()).split(/\s+/u).filter(Boolean);
    const rule = data.get("rule") ?? "";
    const of = (name) => data.get(name) ?? "";
    if (terms.length) prepareSearch();
    return {
      severities: severities.length ? SEVERITIES.map((each) => severities.includes(each)) : null,
      certainty: certainties.length === 1 ? certainties[0] : "",
      fixable: data.has("fix"),
      rule: rule ? index.rules.indexOf(rule) : -1,
      section: of("section"),
      publisher: of("publisher"),
      sort: of("sort"),
      terms: terms.map((term) => ({
        term,
        messages: foldedMessages.map((text) => text.includes(term)),
        rules: foldedRules.map((text) => text.includes(term)),
      })),
    };
  }

  // What of a page answers: the numbers of its findings, from 0; null where the page is not asked for.
  function answers(page, wanted) {
    if (wanted.section && page.section !== wanted.section) return null;
    if (wanted.publisher && page.publisher !== wanted.publisher) return null;
    const open = wanted.terms.filter(({ term }) => !page.text.includes(term));
    const ofFindings = wanted.severities || wanted.certainty || wanted.fixable || wanted.rule >= 0;
    const found = [];
    for (let place = 0; place < page.found.length; place += 3) {
      const rule = page.found[place];
      const message = page.found[place + 1];
      const flags = page.found[place + 2];
      if (wanted.rule >= 0 && rule !== wanted.rule) continue;
      if (wanted.severities && !wanted.severities[flags & 3]) continue;
      if (wanted.certainty && Boolean(flags & LIKELY) !== (wanted.certainty === "likely")) continue;
      if (wanted.fixable && !(flags & FIXABLE)) continue;
      if (open.every(({ messages, rules }) => messages[message] || rules[rule])) found.push(place / 3);
    }
    return found.length || (!ofFindings && !open.length) ? found : null;
  }

  function count(page, found) {
    const counts = [0, 0, 0];
    for (const each of found) counts[page.found[3 * each + 2] & 3] += 1;
    return counts;
  }

  const byPath = (one, other) => collator.compare(one.page.path, other.page.path);
  const ORDERS = {
    worst: (one, other) =>
      Boolean(other.page.unreadable) - Boolean(one.page.unreadable) ||
      other.counts[0] - one.counts[0] ||
      other.counts[1] - one.counts[1] ||
      other.counts[2] - one.counts[2],
    most: (one, other) => other.found.length - one.found.length,
    newest: (one, other) => (one.page.date < other.page.date ? 1 : one.page.date > other.page.date ? -1 : 0),
    oldest: (one, other) =>
      !one.page.date - !other.page.date ||
      (one.page.date < other.page.date ? -1 : one.page.date > other.page.date ? 1 : 0),
    longest: (one, other) => other.page.words - one.page.words,
    headline: (one, other) => collator.compare(one.page.headline, other.page.headline),
    path: byPath,
  };

  function choose() {
    const wanted = asked();
    shown = [];
    let total = 0;
    for (const page of pages) {
      const found = answers(page, wanted);
      if (!found) continue;
      total += found.length;
      shown.push({ page, found, counts: count(page, found) });
    }
    shown.sort(ORDERS[wanted.sort] ?? ORDERS.worst);
    drawnRows = 0;
    list.replaceChildren();
    drawRows();
    const all = shown.length === pages.length && total === findingsInAll;
    status.textContent = all
      ? `${counted(pages.length, "page")}, ${counted(total, "finding")}`
      : `${number.format(shown.length)} of ${counted(pages.length, "page")}, ` +
        `${number.format(total)} of ${counted(findingsInAll, "finding")}`;
  }

  // ---- The list

  function drawRows() {
    const next = shown.slice(drawnRows, drawnRows + SLICE);
    list.append(...next.map(row));
    drawnRows += next.length;
    const left = shown.length - drawnRows;
    more.hidden = !left;
    more.textContent = `Show ${number.format(Math.min(SLICE, left))} more of ${counted(left, "page")}`;
  }

  function row(answer) {
    const { page, counts } = answer;
    const heading = element("h3", "", page.headline);
    heading.dir = "auto";
    const summary = element("summary", "", heading);
    if (page.headline !== page.path) summary.append(element("span", "path", page.path));
    const told = [page.publisher, page.section, page.date].filter(Boolean).join(" · ");
    if (told) summary.append(element("span", "told", told));
    summary.append(element("span", "badges", ...badges(page, counts)));
    const details = element("details", "", summary);
    const item = element("li", "page", details);
    item.dataset.page = page.key;
    details.addEventListener("toggle", () => {
      if (details.open) {
        openPage = page.path;
        open(details, answer);
      } else if (openPage === page.path) {
        openPage = "";
      }
      remember();
    });
    if (openPage === page.path) details.open = true;
    return item;
  }

  function badges(page, counts) {
    if (page.unreadable) return [element("span", "badge error", "not readable")];
    const made = SEVERITIES.map((severity, rank) => [severity, counts[rank]])
      .filter(([, many]) => many)
      .map(([severity, many]) => element("span", `badge ${severity}`, counted(many, severity)));
    return made.length ? made.flatMap((each) => [each, " "]) : [element("span", "badge clean", "no findings")];
  }

  // ---- A page

  const unpacked = new Map();

  async function drawn(key) {
    const pack = Math.floor(key / index.together);
    if (!unpacked.has(pack)) unpacked.set(pack, unpack(packs[pack]));
    return (await unpacked.get(pack))[key % index.together];
  }

  async function unpack(script) {
    const bytes = Uint8Array.from(atob(JSON.parse(script.textContent)), (each) => each.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
    return JSON.parse(await new Response(stream).text());
  }

  async function open(details, answer) {
    if (details.querySelector(".proof")) return;
    const proof = element("div", "proof");
    details.append(proof);
    try {
      proof.innerHTML = await drawn(answer.page.key);
    } catch (error) {
      proof.append(element("p", "", `This page cannot be shown here: ${error.message}. A newer browser may show it.`));
      return;
    }
    narrow(proof, answer);
  }

  // Of an opened page, only the findings that were asked for.
  function narrow(proof, { page, found }) {
    const hidden = page.found.length / 3 - found.length;
    if (!hidden) return;
    const wanted = new Set(found.map((each) => String(each + 1)));
    const items = [...proof.querySelectorAll(".found > li")];
    const put = (only) => {
      for (const item of items) item.hidden = only && !wanted.has(item.dataset.f);
      for (const mark of proof.querySelectorAll("mark")) {
        mark.classList.toggle("off", only && !mark.dataset.f.split(" ").some((each) => wanted.has(each)));
      }
      for (const excerpt of proof.querySelectorAll(".excerpt")) {
        excerpt.hidden = ![...excerpt.querySelectorAll(".found > li")].some((item) => !item.hidden);
      }
    };
    put(true);
    const button = element("button", "", `Show ${counted(hidden, "other finding")} of this page`);
    button.type = "button";
    button.addEventListener("click", () => {
      put(false);
      const first = items.find((item) => !wanted.has(item.dataset.f));
      button.remove();
      first?.focus();
    });
    proof.querySelector(".source")?.append(element("p", "others", button));
  }

  // ---- The address

  function remember() {
    const kept = new URLSearchParams();
    for (const [name, value] of new FormData(form)) {
      if (value && !(name === "sort" && value === "worst")) kept.append(name, value);
    }
    if (openPage) kept.set("page", openPage);
    const wanted = kept.size ? `#?${kept}` : "#pages";
    if (location.hash === wanted || (!kept.size && !location.hash.startsWith("#?"))) return;
    history.replaceState(null, "", wanted);
  }

  function recall() {
    const kept = new URLSearchParams(location.hash.slice(2));
    for (const control of form.elements) {
      if (control.type === "checkbox") control.checked = kept.getAll(control.name).includes(control.value);
      else if (control.name) control.value = kept.get(control.name) ?? (control.name === "sort" ? "worst" : "");
      if (control.tagName === "SELECT" && control.selectedIndex < 0) control.selectedIndex = 0;
    }
    openPage = kept.get("page") ?? "";
    choose();
    if (!openPage) return;
    // A page that was sent on may stand far down.
    const place = shown.findIndex(({ page }) => page.path === openPage);
    while (place >= drawnRows && drawnRows < shown.length) drawRows();
    list.children[place]?.scrollIntoView();
  }

  // ---- Why

  function explain(article) {
    const content = [...article.cloneNode(true).childNodes];
    const close = element("button", "", "Close");
    close.type = "button";
    close.addEventListener("click", () => dialog.close());
    const rule = article.id.slice("rule-".length);
    const show = element("a", "", "Show the pages with it");
    show.href = `#?${new URLSearchParams({ rule })}`;
    show.addEventListener("click", () => dialog.close());
    dialog.replaceChildren(...content, element("p", "actions", close, show));
    for (const link of dialog.querySelectorAll("[data-show] a")) link.replaceWith(link.firstChild);
    dialog.showModal();
    dialog.scrollTop = 0;
  }

  document.addEventListener("click", (event) => {
    if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    if (event.target === dialog) return dialog.close(); // beside it
    const link = event.target.closest("a[href^='#']");
    if (!link) return;
    const target = at(decodeURIComponent(link.hash.slice(1)));
    if (link.classList.contains("why") && target) {
      event.preventDefault();
      explain(target);
    } else if (link.classList.contains("ref") && target) {
      event.preventDefault();
      target.focus();
    }
  });

  // ---- To begin

  for (const cell of document.querySelectorAll("[data-show]")) {
    const link = element("a", "", cell.textContent, element("span", "vh", ", show the pages"));
    link.href = `#?${cell.dataset.show}`;
    if (cell.textContent) cell.replaceChildren(link);
  }

  let waiting = 0;
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      choose();
      remember();
    }, 120);
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () =>
    setTimeout(() => {
      openPage = "";
      choose();
      remember();
    }),
  );
  more.addEventListener("click", () => {
    const first = drawnRows;
    drawRows();
    list.children[first]?.querySelector("summary").focus();
  });
  addEventListener("hashchange", () => {
    if (!location.hash.startsWith("#?")) return;
    recall();
    if (!openPage) at("pages").focus();
  });

  form.hidden = false;
  at("filters").open = matchMedia(WIDE).matches;
  if (location.hash.startsWith("#?")) recall();
  else choose();
  (window.requestIdleCallback ?? setTimeout)(prepareSearch);
})();
