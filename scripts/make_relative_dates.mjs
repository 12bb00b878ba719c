// Refresh the lists "cldr" of src/a11ylint/data/relative_dates.json from Unicode CLDR, as the ICU of Node.js has it.
//
//     node scripts/make_relative_dates.mjs
//
// The lists "added" are written by hand and stay as they are. Today and this year are left out, as they also mean
// "nowadays"; so are words that mean the morning as well (`OTHERWISE`).

import { readFileSync, writeFileSync } from "node:fs";

const FILE = new URL("../src/a11ylint/data/relative_dates.json", import.meta.url);
const LOCALES = { sr: ["sr", "sr-Latn"], cnr: ["sr-Latn-ME", "sr"], uz: ["uz", "uz-Cyrl"], prs: ["fa-AF"] };
const STEPS = [[-2, "day"], [-1, "day"], [1, "day"], [2, "day"], [-1, "week"], [0, "week"], [1, "week"],
  [-1, "month"], [0, "month"], [1, "month"]];
const OTHERWISE = new Set(["morgen", "mañana", "sabah", "השבוע", "החודש"]);

const data = JSON.parse(readFileSync(FILE, "utf-8"));
for (const [language, entry] of Object.entries(data.languages)) {
  const found = new Set();
  for (const locale of LOCALES[language] ?? [language]) {
    const format = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });
    if (format.resolvedOptions().locale.split("-")[0] !== locale.split("-")[0]) throw new Error(`ICU lacks ${locale}`);
    for (const [count, unit] of STEPS) {
      const phrase = format.format(count, unit);
      if (!/\p{Nd}/u.test(phrase) && !OTHERWISE.has(phrase)) found.add(phrase);
    }
  }
  entry.cldr = [...found];
}
data.source = `cldr: Unicode CLDR ${process.versions.cldr}, dateFields, by scripts/make_relative_dates.mjs (Unicode ` +
  "License v3). added: written by hand, further wordings that news uses and CLDR has not, cases and spellings " +
  "among them, only in languages where we are sure of them.";
const lines = Object.entries(data.languages).map(
  ([language, entry]) => `"${language}": ${JSON.stringify({ cldr: entry.cldr, added: entry.added })}`);
writeFileSync(FILE, `{"source": ${JSON.stringify(data.source)},\n"languages": {\n${lines.join(",\n")}\n}}\n`);
