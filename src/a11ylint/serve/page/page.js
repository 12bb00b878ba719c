// The page: an article in, findings beside it. Whatever comes from an article is set as text, never as markup.

const MOST_LINES = 20000; // shown with numbers; more are shown without
const MOST_STEPS = 100; // that can be undone
const SEVERITIES = ["error", "warning", "notice"];
const KEY = "a11ylint-token";

const $ = (id) => document.getElementById(id);
const form = $("given");
const article = $("article");
const tabs = ["preview", "source", "edit"].map((name) => $(`tab-${name}`));

/** What is shown: the article's text and name, its report, and where its preview is. */
let shown = null;
/** States of the text that can be gone back to. */
let before = [];
let busy = false;

// Elements

function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "on") element.addEventListener("click", value);
    else element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child !== null));
  return element;
}

const count = (number, one, many = `${one}s`) => `${number} ${number === 1 ? one : many}`;

/** Words for the live region; with `seen`, for who hears it alone: they stand elsewhere on the page. */
function say(words, { seen = false } = {}) {
  $("status").textContent = words;
  $("status").classList.toggle("told", seen);
}

function complain(words) {
  const box = $("alert");
  box.replaceChildren(...(words ? [make("p", {}, words)] : []));
  box.hidden = !words;
  if (words) box.scrollIntoView({ block: "nearest" });
}

function enable(button, on) {
  // Not `disabled`: a button that is pressed and disabled takes the keyboard's place with it.
  button.setAttribute("aria-disabled", String(!on));
}

// The server

function remembered() {
  try {
    return sessionStorage.getItem(KEY) ?? "";
  } catch {
    return "";
  }
}

function remember(token) {
  try {
    sessionStorage.setItem(KEY, token);
  } catch {
    // It is asked for again then.
  }
}

let token = remembered();
const given = /^#token=([\x21-\x7e]+)$/.exec(location.hash);
if (given) {
  token = decodeURIComponent(given[1]);
  remember(token);
  history.replaceState(null, "", location.pathname);
}

function askForToken() {
  const dialog = $("access");
  return new Promise((resolve) => {
    dialog.returnValue = "";
    dialog.showModal();
    $("access-form").onsubmit = () => {
      token = $("token").value.trim();
      $("token").value = "";
      remember(token);
      dialog.returnValue = "given";
    };
    $("access-cancel").onclick = () => dialog.close("");
    dialog.onclose = () => resolve(dialog.returnValue === "given");
  });
}

/** What the server answers: JSON, or with `bytes` what it is. */
async function ask(path, { bytes = false, ...options } = {}) {
  for (;;) {
    const headers = { ...(options.headers ?? {}) };
    if (token) headers.Authorization = `Bearer ${token}`;
    const response = await fetch(path, { ...options, headers });
    if (response.status === 401 && (await askForToken())) continue;
    if (response.ok && bytes) return response.arrayBuffer();
    const data = await response.json().catch(() => null);
    if (response.ok && data !== null) return data;
    const detail = data?.detail ?? `The server answered with ${response.status}.`;
    throw new Error(detail.charAt(0).toUpperCase() + detail.slice(1) + (/[.?!]$/.test(detail) ? "" : "."));
  }
}

const post = (path, data) =>
  ask(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(data) });

const encode = (content, encoding) =>
  ask(`encode?encoding=${encodeURIComponent(encoding)}`, {
    method: "POST",
    headers: { "Content-Type": "text/plain; charset=utf-8" },
    body: content,
    bytes: true,
  });

/** What a request says of an article besides its content. */
function options(name) {
  const said = { filename: name };
  if ($("kind").value) said.kind = $("kind").value;
  if ($("select").value) said.select = [$("select").value];
  return said;
}

/** A name that the server takes: the last part, of what can be printed. */
function nameOf(name) {
  const last = name.split(/[\\/]/).pop().replace(/[^\p{L}\p{N}\p{P}\p{S} ]/gu, "").replace(/:/g, "").trim();
  return last && last !== "." && last !== ".." ? last.slice(0, 200) : "article.html";
}

/** Do something that takes a moment, once at a time; say what goes wrong. */
async function during(words, work) {
  if (busy) return;
  busy = true;
  complain("");
  say(words);
  document.body.setAttribute("aria-busy", "true");
  try {
    await work();
  } catch (error) {
    say("");
    complain(error instanceof TypeError ? "The server cannot be reached. Is it still running?" : error.message);
  } finally {
    busy = false;
    document.body.removeAttribute("aria-busy");
  }
}

// Checking

async function view(content, name, { bytes = null } = {}) {
  if (bytes === null) return post("view", { content, ...options(name) });
  const query = new URLSearchParams(Object.entries(options(name)).map(([key, value]) => [key, String(value)]));
  return ask(`view?${query}`, { method: "POST", headers: { "Content-Type": "application/octet-stream" }, body: bytes });
}

/** Show what came of an article; `step` is the text before it, to go back to. */
function show(answer, name, step = null) {
  if (step !== null) before = [...before, step].slice(-MOST_STEPS);
  // What is sent back as text is UTF-8 to the server; the file is what it came as.
  shown = { ...answer, name, encoding: shown?.encoding ?? answer.encoding };
  article.value = answer.content;
  $("filename").value = name;
  $("back").hidden = true;
  const first = document.body.classList.contains("fresh");
  document.body.classList.remove("fresh");
  $("found").hidden = false;
  $("views").hidden = false;
  showFindings();
  showSource();
  $("preview").contentWindow.location.replace(new URL(answer.preview, location.href));
  if (first || !$("panel-edit").hidden) select("preview");
  tell();
}

function tell(done = "") {
  const { error, warning, notice } = shown.report.summary;
  const parts = [
    [error, "error"],
    [warning, "warning"],
    [notice, "notice"],
  ].filter(([number]) => number);
  const found = parts.map(([number, what]) => count(number, what)).join(", ") || "Nothing found";
  say(`${done}${found}.`, { seen: !done });
}

function check() {
  const text = article.value;
  if (!text.trim()) {
    article.focus();
    complain("There is nothing to check yet: paste an article or choose a file.");
    return;
  }
  const name = nameOf($("filename").value);
  // A text area has line ends of its own; a text that was not touched keeps those it came with.
  const same = shown !== null && text === shown.content.replace(/\r\n?/g, "\n");
  const content = same ? shown.content : text;
  const step = shown !== null && !same ? shown.content : null;
  during("Checking…", async () => {
    show(await view(content, name), name, step);
    $("found-title").focus();
  });
}

function checkFile(file) {
  const name = nameOf(file.name);
  during(`Checking ${name}…`, async () => {
    const answer = await view(null, name, { bytes: file });
    before = [];
    shown = null;
    show(answer, name);
    $("found-title").focus();
  });
}

// Findings

function showFindings() {
  const { findings, summary } = shown.report;
  $("found-title").textContent = findings.length ? count(findings.length, "finding") : "Nothing found";
  $("tally").replaceChildren(
    ...SEVERITIES.filter((each) => summary[each]).map((each) =>
      make("span", { "data-severity": each }, count(summary[each], each)),
    ),
  );
  $("findings").replaceChildren(...findings.map(findingItem));
  if (!findings.length) {
    $("findings").append(make("li", { class: "clean" }, "No rule that was run has anything to say about this article."));
  }
  const safe = findings.filter((each) => each.fixes.some((fix) => fix.safe && fix.edits.length)).length;
  $("fix-all").textContent = safe ? `Apply all safe fixes (${safe})` : "No safe fixes";
  enable($("fix-all"), safe > 0);
  enable($("undo"), before.length > 0);
}

function findingItem(finding, index) {
  const number = index + 1;
  const item = make("li", { class: "finding", id: `finding-${number}`, "data-severity": finding.severity });
  const name = finding.severity.charAt(0).toUpperCase() + finding.severity.slice(1);
  item.append(
    make(
      "h3",
      { tabindex: "-1" },
      make("span", { class: "number" }, String(number)),
      make("span", { class: "severity" }, name),
      finding.certainty === "likely" ? make("span", { class: "likely" }, "likely") : null,
    ),
    make("p", { class: "message" }, finding.message),
  );
  const places = make("p", { class: "places" });
  if (shown.places[index]) {
    places.append(
      make(
        "button",
        { type: "button", class: "small", "aria-label": `Finding ${number}: show in the preview`, on: () => toPreview(index) },
        "Show in the preview",
      ),
    );
  }
  const line = `Line ${finding.start.line}`;
  places.append(
    make(
      "button",
      { type: "button", class: "small", "aria-label": `Finding ${number}: ${line} of the source`, on: () => toSource(index) },
      line,
    ),
  );
  item.append(places);
  finding.fixes.forEach((fix, which) => {
    if (!fix.edits.length) return;
    const label = `Finding ${number}: apply. ${fix.message}`;
    item.append(
      make(
        "p",
        { class: "mend" },
        make("button", { type: "button", class: "small", "aria-label": label, on: () => applyOne(index, which) }, "Apply"),
        make("span", {}, fix.message),
        fix.safe ? null : make("span", { class: "unsafe" }, "(may change what the article says)"),
      ),
    );
  });
  item.append(why(finding));
  return item;
}

function why(finding) {
  const page = make("div", { class: "page" });
  const details = make("details", { class: "why" }, make("summary", {}, "Why ", make("code", {}, finding.rule)), page);
  details.addEventListener("toggle", async () => {
    if (!details.open || page.childElementCount) return;
    try {
      const rule = await ask(`rules/${encodeURIComponent(finding.rule)}`);
      page.replaceChildren(...explained(rule.page));
    } catch (error) {
      page.replaceChildren(make("p", {}, error.message));
    }
  });
  return details;
}

/** The part of a rule's page that is for readers, its Markdown as elements. */
function explained(markdown) {
  const told = markdown.split(/^## (?:Assumptions|Passed|Failed|Inapplicable)\b/m)[0];
  const parts = [];
  let code = null;
  for (const block of told.split(/\n{2,}/)) {
    const text = block.trim();
    if (code !== null || text.startsWith("```")) {
      code = code === null ? text : `${code}\n\n${block}`;
      if (/^```[\s\S]*\n```$/.test(code.trim())) {
        parts.push(make("pre", {}, make("code", {}, code.trim().replace(/^```.*\n/, "").replace(/\n```$/, ""))));
        code = null;
      }
    } else if (text.startsWith("#")) {
      parts.push(make("h4", {}, ...inline(text.replace(/^#+\s*/, ""))));
    } else if (/^[-*] /.test(text)) {
      parts.push(make("ul", {}, ...text.split(/\n(?=[-*] )/).map((each) => make("li", {}, ...inline(each.slice(2))))));
    } else if (text) {
      parts.push(make("p", {}, ...inline(text)));
    }
  }
  return parts;
}

function inline(text) {
  const plain = text.replace(/\s+/g, " ").replace(/\[([^\]]*)\]\([^)]*\)/g, "$1");
  return plain.split(/(`[^`]+`)/).map((part) => (/^`.+`$/.test(part) ? make("code", {}, part.slice(1, -1)) : part.replace(/\*\*?([^*]+)\*\*?/g, "$1")));
}

/** Where one came from: a way back to that finding. */
let from = 0;

function leave(index) {
  const beside = matchMedia("(min-width: 64rem)").matches;
  $("views").scrollIntoView({ block: beside ? "nearest" : "start" });
  from = index + 1;
  $("back").textContent = `Back to finding ${from}`;
  $("back").hidden = false;
}

$("back").addEventListener("click", () => (document.querySelector(`#finding-${from} h3`) ?? $("found-title")).focus());

function toPreview(index) {
  select("preview");
  leave(index);
  const address = new URL(shown.preview, location.href);
  address.hash = shown.places[index];
  $("preview").contentWindow.location.replace(address);
  $("back").focus({ preventScroll: true });
  say(`Finding ${index + 1} is shown in the preview.`, { seen: true });
}

function toSource(index) {
  select("source");
  leave(index);
  for (const each of document.querySelectorAll("#source .here")) each.classList.remove("here");
  const mark = document.querySelector(`#source [data-findings~="${index + 1}"]`);
  if (mark === null) return;
  mark.classList.add("here");
  const panel = $("panel-source");
  panel.scrollTop += mark.getBoundingClientRect().top - panel.getBoundingClientRect().top - panel.clientHeight / 3;
  $("back").focus({ preventScroll: true });
  say(`Finding ${index + 1} is shown in the source, line ${shown.report.findings[index].start.line}.`, { seen: true });
}

// Mending

async function mend(words, asked, done, then) {
  await during(words, async () => {
    const { content, name } = shown;
    const fixed = await post("fix", { content, ...options(name), ...asked });
    if (!fixed.changed) {
      say("Nothing could be mended without something else going wrong.");
      return;
    }
    show(await view(fixed.content, name), name, content);
    tell(done(fixed));
    then();
  });
}

function applyOne(index, which) {
  const { fingerprint } = shown.report.findings[index];
  mend(
    "Mending…",
    { only: fingerprint, fix: which },
    () => "Mended. ",
    () => {
      const next = document.querySelector(`#finding-${index + 1} h3`) ?? document.querySelector(`#finding-${index} h3`);
      (next ?? $("found-title")).focus();
    },
  );
}

$("fix-all").addEventListener("click", (event) => {
  if (event.currentTarget.getAttribute("aria-disabled") === "true") return;
  mend("Mending…", {}, ({ mended }) => `${count(mended.length, "finding")} mended. `, () => $("fix-all").focus());
});

$("undo").addEventListener("click", (event) => {
  if (event.currentTarget.getAttribute("aria-disabled") === "true") return;
  during("Going back…", async () => {
    const answer = await view(before.at(-1), shown.name);
    before = before.slice(0, -1);
    show(answer, shown.name);
    tell("Undone. ");
    $("undo").focus();
  });
});

$("copy").addEventListener("click", async () => {
  try {
    await navigator.clipboard.writeText(shown.content);
    say("The article is copied.");
  } catch {
    select("edit");
    article.focus();
    article.select();
    say("Press Ctrl+C to copy the article.");
  }
});

$("download").addEventListener("click", () =>
  during("Preparing the download…", async () => {
    const { content, encoding, name } = shown;
    // As it came: a page that declares another encoding than UTF-8 must be in that.
    const bytes = encoding === "utf-8" ? content : await encode(content, encoding);
    const address = URL.createObjectURL(new Blob([bytes], { type: "application/octet-stream" }));
    make("a", { href: address, download: name }).click();
    setTimeout(() => URL.revokeObjectURL(address), 10000);
    say("Downloaded.");
  }),
);

$("again").addEventListener("click", () => {
  shown = null;
  before = [];
  form.reset();
  $("found").hidden = true;
  $("views").hidden = true;
  $("findings").replaceChildren();
  $("source").replaceChildren();
  document.body.classList.add("fresh");
  select("edit");
  complain("");
  say("");
  article.focus();
});

// The source with marks

/** Offsets in characters, as reports have them, as offsets in a string. */
function unitsOf(text, offsets) {
  if (!/[\ud800-\udfff]/.test(text)) return new Map(offsets.map((offset) => [offset, offset]));
  const wanted = [...new Set(offsets)].sort((one, other) => one - other);
  const units = new Map();
  let next = 0;
  let characters = 0;
  for (let unit = 0; next < wanted.length; characters += 1) {
    if (wanted[next] <= characters) units.set(wanted[next++], unit), (characters -= 1);
    else unit += text.codePointAt(unit) > 0xffff ? 2 : 1;
  }
  return units;
}

function showSource() {
  const { content, report } = shown;
  const units = unitsOf(content, report.findings.flatMap((each) => [each.start.offset, each.end.offset]));
  const ranges = report.findings.map((each, index) => ({
    start: units.get(each.start.offset),
    end: units.get(each.end.offset),
    number: index + 1,
    severity: each.severity,
  }));
  const lines = content.split(/\r\n|\r|\n/);
  const numbered = lines.length <= MOST_LINES;
  const starts = [...content.matchAll(/\r\n|\r|\n/g)].map((match) => match.index + match[0].length);
  const labelled = new Set();
  const open = [...ranges].sort((one, other) => one.start - other.start);
  let first = 0;
  const parts = [];
  lines.forEach((line, index) => {
    const start = index ? starts[index - 1] : 0;
    const end = start + line.length;
    while (first < open.length && open[first].start < start && open[first].end <= start) first += 1;
    const here = [];
    for (let each = first; each < open.length && open[each].start <= end; each += 1) {
      const range = open[each];
      if (range.end > start || (range.end >= start && range.start === range.end)) here.push(range);
    }
    const written = here.length ? marked(line, start, here, labelled) : [line];
    if (numbered) parts.push(make("span", { class: "line" }, ...written, "\n"));
    else parts.push(...written, "\n");
  });
  $("source").replaceChildren(...parts);
}

function marked(line, start, ranges, labelled) {
  const places = ranges.map((each) => ({ ...each, from: Math.max(0, each.start - start), to: Math.min(line.length, each.end - start) }));
  const cuts = [...new Set([0, line.length, ...places.flatMap((each) => [each.from, each.to])])].sort((one, other) => one - other);
  const parts = [];
  cuts.forEach((cut, index) => {
    const points = places.filter((each) => each.start === each.end && each.from === cut);
    if (points.length) parts.push(mark("", points, labelled));
    const next = cuts[index + 1];
    if (next === undefined) return;
    const covering = places.filter((each) => each.from <= cut && next <= each.to);
    const words = line.slice(cut, next);
    parts.push(covering.length ? mark(words, covering, labelled) : words);
  });
  return parts;
}

function mark(words, ranges, labelled) {
  const worst = SEVERITIES.find((severity) => ranges.some((each) => each.severity === severity));
  const numbers = ranges.map((each) => each.number);
  const element = make("mark", { "data-severity": worst, "data-findings": numbers.join(" ") });
  if (!words) element.classList.add("point");
  const fresh = numbers.filter((number) => !labelled.has(number));
  for (const number of fresh) {
    labelled.add(number);
    element.append(make("span", { class: "number" }, String(number)));
  }
  element.append(words);
  return element;
}

// Tabs

function select(name, { focus = false } = {}) {
  for (const tab of tabs) {
    const chosen = tab.id === `tab-${name}`;
    tab.setAttribute("aria-selected", String(chosen));
    tab.tabIndex = chosen ? 0 : -1;
    $(tab.getAttribute("aria-controls")).hidden = !chosen;
    if (chosen && focus) tab.focus();
  }
}

for (const [index, tab] of tabs.entries()) {
  const name = tab.id.slice(4);
  tab.addEventListener("click", () => select(name));
  tab.addEventListener("keydown", (event) => {
    const steps = { ArrowLeft: index - 1, ArrowRight: index + 1, Home: 0, End: tabs.length - 1 };
    if (!(event.key in steps)) return;
    event.preventDefault();
    select(tabs.at(steps[event.key] % tabs.length).id.slice(4), { focus: true });
  });
}

// Pasting, choosing, dropping

form.addEventListener("submit", (event) => {
  event.preventDefault();
  check();
});

article.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    check();
  }
});

$("file").addEventListener("change", (event) => {
  const [file] = event.target.files;
  if (file) checkFile(file);
  event.target.value = "";
});

const bringsFile = (event) => event.dataTransfer?.types.includes("Files");
addEventListener("dragover", (event) => {
  if (!bringsFile(event)) return;
  event.preventDefault();
  document.body.classList.add("dropping");
});
addEventListener("dragleave", (event) => {
  if (event.relatedTarget === null) document.body.classList.remove("dropping");
});
addEventListener("drop", (event) => {
  document.body.classList.remove("dropping");
  if (!bringsFile(event)) return;
  event.preventDefault();
  const [file] = event.dataTransfer.files;
  if (file) checkFile(file);
});
