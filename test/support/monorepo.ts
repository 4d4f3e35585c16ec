/** Workers of three modules with 30 to 150 lines, both formats, both lifecycles, every third bound to its neighbour. @returns path → text */
export function filesOf(workers: number): Readonly<Record<string, string>> {
  const files: Record<string, string> = {};
  for (let index = 0; index < workers; index++) {
    const folder = `workers/w${index}`;
    const className = `Room${index}`;
    files[`${folder}/${index % 2 === 0 ? "wrangler.toml" : "wrangler.jsonc"}`] = configOf(index, className, workers);
    files[`${folder}/src/index.ts`] = entryOf(className, 30 + (index % 30));
    files[`${folder}/src/room.ts`] = roomOf(className, 60 + ((index * 7) % 90));
    files[`${folder}/src/texts.ts`] = linesOf("text", 30 + ((index * 13) % 120));
  }
  return files;
}

function configOf(index: number, className: string, workers: number): string {
  const neighbour = index % 3 === 0 ? (index + 1) % workers : undefined;
  if (index % 2 === 0) {
    const other =
      neighbour === undefined
        ? ""
        : `\n[[durable_objects.bindings]]\nname = "OTHER"\nclass_name = "Room${neighbour}"\nscript_name = "w${neighbour}"\n`;
    return `name = "w${index}"\nmain = "src/index.ts"\ncompatibility_date = "2026-11-01"\n\n[[durable_objects.bindings]]\nname = "ROOM"\nclass_name = "${className}"\n${other}\n[[migrations]]\ntag = "v1"\nnew_sqlite_classes = ["${className}"]\n`;
  }
  const bindings = [{ name: "ROOM", class_name: className }];
  const other =
    neighbour === undefined ? [] : [{ name: "OTHER", class_name: `Room${neighbour}`, script_name: `w${neighbour}` }];
  const config = {
    name: `w${index}`,
    main: "src/index.ts",
    compatibility_date: "2026-11-01",
    durable_objects: { bindings: [...bindings, ...other] },
    exports: { [className]: { type: "durable-object", storage: "sqlite" } },
  };
  return JSON.stringify(config, null, 2);
}

function entryOf(className: string, lines: number): string {
  return `import { text0 } from "./texts";
export { ${className} } from "./room";
export default {
  async fetch(request: Request, env: Env): Promise<Response> {
    const stub = env.ROOM.getByName(new URL(request.url).pathname);
    await stub.add(text0(1));
    return new Response(await stub.list());
  },
};
${linesOf("helper", lines - 10)}`;
}

function roomOf(className: string, lines: number): string {
  return `import { DurableObject } from "cloudflare:workers";
export class ${className} extends DurableObject {
  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    ctx.storage.sql.exec("CREATE TABLE IF NOT EXISTS message (text TEXT)");
  }
  async add(text: string): Promise<void> {
    this.ctx.storage.sql.exec("INSERT INTO message (text) VALUES (?)", text);
  }
  async list(): Promise<string> {
    const rows = this.ctx.storage.sql.exec("SELECT text FROM message").toArray();
    return JSON.stringify(rows);
  }
}
${linesOf("part", lines - 15)}`;
}

/** Functions of five lines. */
function linesOf(name: string, lines: number): string {
  const count = Math.max(1, Math.floor(lines / 5));
  const one = (index: number): string => `export function ${name}${index}(value: number): string {
  const doubled = value * 2;
  const named = { value, doubled, text: \`${name} \${value}\` };
  return JSON.stringify(named);
}
`;
  return Array.from({ length: count }, (_, index) => one(index)).join("");
}
