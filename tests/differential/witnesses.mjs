// What others make of pages: a line of JSON in for each page, a line of JSON out.
//
//     node witnesses.mjs NODE_MODULES TREE|NAMES < pages
//
// TREE: parse5's tree. NAMES: for every element of jsdom's document, in document order, its name and description by
// dom-accessibility-api, and its name, role and whether screen readers meet it by axe-core.

import { createRequire } from "node:module";
import { createInterface } from "node:readline";
import { join } from "node:path";

const require = createRequire(join(process.argv[2], "witness.js"));

async function trees() {
  const { parse } = await import(require.resolve("parse5").replace("/cjs/", "/"));
  const flat = (node, depth, found) => {
    for (const child of node.childNodes ?? []) {
      if (child.nodeName === "#text") found.push([depth, "text", child.value]);
      else if (child.nodeName === "#comment") found.push([depth, "comment", child.data]);
      else if (child.tagName) {
        const written = child.attrs.map((each) => [each.prefix ? `${each.prefix}:${each.name}` : each.name, each.value]);
        found.push([depth, child.namespaceURI, child.tagName, Object.fromEntries(written)]);
        flat(child.content ?? child, depth + 1, found);
      }
    }
    return found;
  };
  return (markup) => flat(parse(markup, { scriptingEnabled: false }), 0, []);
}

function names() {
  const { JSDOM, VirtualConsole } = require("jsdom");
  const { computeAccessibleName, computeAccessibleDescription } = require("dom-accessibility-api");
  const axe = require("axe-core");
  const asked = (question) => {
    try {
      return question();
    } catch {
      return null; // the witness fails; it says nothing
    }
  };
  return (markup) => {
    const { window } = new JSDOM(markup, { virtualConsole: new VirtualConsole() });
    const { document } = window;
    axe.setup(document);
    const { aria, dom, text } = axe.commons;
    const found = [...document.querySelectorAll("*")].map((element) => ({
      tag: element.localName,
      id: element.id,
      name: asked(() => computeAccessibleName(element)),
      description: asked(() => computeAccessibleDescription(element)),
      axeName: asked(() => text.sanitize(text.accessibleText(element))),
      axeRole: asked(() => aria.getRole(element)),
      axeMet: asked(() => dom.isVisibleToScreenReaders(element)),
    }));
    axe.teardown();
    window.close();
    return found;
  };
}

const look = process.argv[3] === "TREE" ? await trees() : names();
for await (const line of createInterface({ input: process.stdin })) {
  process.stdout.write(`${JSON.stringify(look(JSON.parse(line)))}\n`);
}
