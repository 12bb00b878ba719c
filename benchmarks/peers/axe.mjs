// axe-core over pages in jsdom, one after another in this process.
//
//     node axe.mjs MODULES PATH
//
// MODULES is the node_modules folder that holds axe-core and jsdom, PATH a page or a folder of pages. Standard output
// gets a line of JSON a page: its path, and the violations, or the error where axe-core or jsdom gave up on it.
// Contrast is left out, because jsdom lays nothing out. Nothing is fetched, and no script of a page runs.

import { readdir, readFile, stat } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";

const [modules, path] = process.argv.slice(2);
const require = createRequire(join(modules, "peers.js"));
const { JSDOM, VirtualConsole } = require("jsdom");
const { source } = require("axe-core");

const settings = {
  elementRef: false,
  preload: false,
  resultTypes: ["violations"],
  rules: { "color-contrast": { enabled: false } },
};

async function pages() {
  if ((await stat(path)).isFile()) return [path];
  return (await readdir(path)).sort().map((name) => join(path, name));
}

for (const page of await pages()) {
  const dom = new JSDOM(await readFile(page), { runScripts: "outside-only", virtualConsole: new VirtualConsole() });
  try {
    dom.window.eval(source);
    const { violations } = await dom.window.axe.run(dom.window.document, settings);
    console.log(JSON.stringify({ page, violations }));
  } catch (error) {
    console.log(JSON.stringify({ page, error: String(error) }));
  } finally {
    dom.window.close();
  }
}
