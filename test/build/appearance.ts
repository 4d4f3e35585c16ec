import vm from "node:vm";
import { build } from "esbuild";
import type { TreeItem as VscodeItem } from "vscode";
import type { TreeItem } from "../../src/protocol.ts";
import { pseudo } from "../support/pseudo.ts";

/** What a node of the tree looks like in VS Code. */
export type Appearance = (item: TreeItem, openCommand: string, session: string | undefined) => VscodeItem;

/** Loads the code of the editor's side that draws a node, with a stand-in for the few parts of VS Code that it uses. */
export async function loadAppearance(): Promise<Appearance> {
  const { outputFiles } = await build({
    entryPoints: ["src/vscode/views/appearance.ts"],
    bundle: true,
    write: false,
    format: "cjs",
    platform: "node",
    external: ["vscode"],
  });
  const module: { exports: { appearanceOf?: Appearance } } = { exports: {} };
  vm.runInThisContext(`(function (module, exports, require) {${outputFiles[0]?.text}})`)(
    module,
    module.exports,
    () => standIn,
  );
  const { appearanceOf } = module.exports;
  if (appearanceOf === undefined) throw new Error("appearanceOf is gone.");
  return appearanceOf;
}

class Named {
  readonly label: string;
  constructor(label: string) {
    this.label = label;
  }
}

const standIn = {
  TreeItem: Named,
  ThemeIcon: Named,
  ThemeColor: Named,
  TreeItemCollapsibleState: {},
  Uri: { from: (parts: unknown) => parts },
  l10n: {
    t: (text: string, ...args: readonly unknown[]) =>
      pseudo(text).replaceAll(/\{(\d+)\}/g, (_, index: string) => String(args[Number(index)])),
  },
};
