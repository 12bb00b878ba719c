// axe-core over every page of the built site, in headless Chromium, at two widths and in both colour schemes.
//
//     .venv/bin/mkdocs build --strict
//     npm install --no-save axe-core playwright-core
//     node docs/axe.mjs site [PATTERN]
//
// PATTERN is a regular expression for the paths of pages, if not all are wanted; CHROMIUM in the environment names the
// browser where it is not /usr/bin/chromium.
// The site is served from this process; a request to any other host is a violation too. Exit code 1 if there is one.

import { readFile, readdir } from "node:fs/promises";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { extname, join, relative, resolve } from "node:path";
import { chromium } from "playwright-core";

const TYPES = {
  ".css": "text/css",
  ".html": "text/html",
  ".js": "text/javascript",
  ".json": "application/json",
  ".svg": "image/svg+xml",
};
const VIEWS = [
  { name: "light", viewport: { width: 1280, height: 900 }, colorScheme: "light" },
  { name: "dark, phone", viewport: { width: 390, height: 844 }, colorScheme: "dark" },
];

const root = resolve(process.argv[2] ?? "site");
const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
const wanted = new RegExp(process.argv[3] ?? "");
const axe = createRequire(join(process.cwd(), "package.json")).resolve("axe-core/axe.min.js");

const server = createServer(async (request, response) => {
  const path = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
  const file = join(root, path.endsWith("/") ? `${path}index.html` : path);
  try {
    const body = await readFile(file);
    response.writeHead(200, { "content-type": TYPES[extname(file)] ?? "application/octet-stream" }).end(body);
  } catch {
    response.writeHead(404).end();
  }
});
await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
const home = `http://127.0.0.1:${server.address().port}/`;

const pages = (await readdir(root, { recursive: true, withFileTypes: true }))
  .filter((entry) => entry.isFile() && entry.name.endsWith(".html"))
  .map((entry) => relative(root, join(entry.parentPath ?? entry.path, entry.name)))
  .filter((path) => wanted.test(path))
  .sort();

if (!pages.length) {
  console.log(`no pages in ${root}`);
  process.exit(2);
}

const browser = await chromium.launch({
  executablePath,
  args: [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
  ],
});

let violations = 0;
const tell = (where, what) => {
  violations += 1;
  console.log(`${where}: ${what}`);
};

async function judge(page, where) {
  const result = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
  for (const violation of result.violations) {
    for (const node of violation.nodes) {
      tell(where, `${violation.id}: ${node.target.join(" ")}\n    ${node.html.slice(0, 160)}`);
    }
  }
}

for (const { name, ...view } of VIEWS) {
  const context = await browser.newContext({ ...view, reducedMotion: "reduce" });
  await context.route(
    (address) => address.origin !== new URL(home).origin,
    (route) => {
      tell(name, `a request leaves the site: ${route.request().url()}`);
      return route.abort();
    },
  );
  const page = await context.newPage();
  for (const path of pages) {
    await page.goto(home + path, { waitUntil: "load" });
    await page.addScriptTag({ path: axe });
    await judge(page, `${path} (${name})`);
  }
  await page.goto(home, { waitUntil: "load" });
  await page.addScriptTag({ path: axe });
  await page.keyboard.press("/");
  await page.keyboard.type("caption");
  await page.locator(".md-search-result__item").first().waitFor();
  await judge(page, `the search (${name})`);
  await context.close();
}
await browser.close();
server.close();
console.log(`${pages.length} pages, ${VIEWS.length} views, ${violations} violations`);
process.exitCode = violations ? 1 : 0;
