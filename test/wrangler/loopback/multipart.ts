import type { Binding, ExportEntry, Migrations, Upload } from "./account.ts";

/** The `metadata` that wrangler sends with a Worker, as far as it is read here. */
interface Metadata {
  readonly main_module?: string;
  readonly bindings?: readonly {
    readonly type: string;
    readonly name: string;
    readonly class_name?: string;
    readonly script_name?: string;
  }[];
  readonly migrations?: Migrations;
  readonly exports?: Readonly<Record<string, ExportEntry>>;
  readonly compatibility_date?: string;
  readonly annotations?: { readonly "workers/message"?: string; readonly "workers/tag"?: string };
}

/** Reads the multipart body of an upload. */
export async function readUpload(body: Buffer, contentType: string): Promise<Upload> {
  const form = await new Response(new Uint8Array(body), { headers: { "content-type": contentType } }).formData();
  const metadata: Metadata = JSON.parse(await textOf(form.get("metadata")));
  return {
    bindings: (metadata.bindings ?? []).flatMap(toBinding),
    migrations: metadata.migrations,
    exports: metadata.exports ?? {},
    exportedClasses: exportedNames(await textOf(form.get(metadata.main_module ?? ""))),
    compatibilityDate: metadata.compatibility_date,
    message: metadata.annotations?.["workers/message"],
    tag: metadata.annotations?.["workers/tag"],
  };
}

async function textOf(part: ReturnType<FormData["get"]>): Promise<string> {
  return typeof part === "string" ? part : ((await part?.text()) ?? "");
}

function toBinding(binding: NonNullable<Metadata["bindings"]>[number]): readonly Binding[] {
  if (binding.type !== "durable_object_namespace" || binding.class_name === undefined) return [];
  return [{ name: binding.name, className: binding.class_name, scriptName: binding.script_name }];
}

/** The names that a bundle of esbuild exports: one `export { a, b as c };` at its end. */
function exportedNames(code: string): ReadonlySet<string> {
  const lists = [...code.matchAll(/export\s*\{([^}]*)\}/g)].map((match) => match[1] ?? "");
  const names = lists.flatMap((list) => list.split(",").map((item) => item.trim().replace(/^.*\sas\s/, "")));
  return new Set(names.filter((name) => name !== ""));
}
