// Makes the VSIX, one for every platform.
// usage: npm run package [-- --out=FILE]
import { parseArgs } from "node:util";
import { makeVsix } from "./vsix.ts";

const { values } = parseArgs({ options: { out: { type: "string" } } });
process.stdout.write(`${await makeVsix(values.out === undefined ? {} : { file: values.out })}\n`);
