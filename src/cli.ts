#!/usr/bin/env node
import nodeModule from "node:module";
import { join } from "node:path";
import { version } from "../package.json";
import { CompiledFiles } from "./node/compiled.ts";

const [word = ""] = process.argv.slice(2);
const command = /^(check|lsp)$/.test(word) ? word : "help";
// Node 22 and newer have a folder for what they have compiled, for each version and user, unless they are told to have none.
nodeModule.enableCompileCache?.();
const folder = nodeModule.getCompileCacheDir?.();
new CompiledFiles({ folder, use: `${command}-${version}` }).load(join(__dirname, "commandLine.cjs"));
