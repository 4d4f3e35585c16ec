import type { Window } from "../test/host/ui.ts";

/** A picture of the extension at work. */
export type Picture = {
  /** The file's name, to which `-light.png` and `-dark.png` are added. */
  readonly name: string;
  /** The folder that is opened, a copy of it; relative to the project. */
  readonly folder: string;
  /** Brings the window to what the picture shows, and waits for it. */
  readonly prepare: (window: Window) => Promise<void>;
};

/** All of them. A new one is a new entry. */
export const pictures: readonly Picture[] = [
  {
    name: "problems",
    folder: "samples/chat",
    async prepare(window) {
      await window.openFile("wrangler.jsonc");
      await window.page.locator(".squiggly-error").first().waitFor();
      await window.command("View: Toggle Problems");
      await window.page.locator(".markers-panel").getByText("bound-class-not-exported").waitFor();
    },
  },
];
