import { join } from "node:path";
import { version } from "../package.json";
import { compiledFiles } from "./node/compiled.ts";

// What VS Code starts as the server's process. Compiling the server takes longer than anything else until it answers.
compiledFiles(`server-${version}`).load(join(__dirname, "languageServer.cjs"));
