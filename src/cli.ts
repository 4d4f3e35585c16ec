#!/usr/bin/env node
import { join } from "node:path";
import { version } from "../package.json";
import { compiledFiles } from "./node/compiled.ts";

const [word = ""] = process.argv.slice(2);
const command = /^(check|lsp)$/.test(word) ? word : "help";
compiledFiles(`${command}-${version}`).load(join(__dirname, "commandLine.cjs"));
