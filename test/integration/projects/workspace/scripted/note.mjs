import { appendFileSync } from "node:fs";

appendFileSync("notes.txt", `${process.argv[2]}\n`);
