import { URI } from "vscode-uri";
import { toFilePath } from "../core/text/path.ts";
import type { FilePath } from "../core/text/span.ts";

/** The path of a `file:` URI; undefined for any other scheme (untitled, git, output) and for what is no URI. */
export function toPath(uri: string): FilePath | undefined {
  try {
    const parsed = URI.parse(uri, true);
    return parsed.scheme === "file" ? toFilePath(parsed.fsPath) : undefined;
  } catch {
    return undefined;
  }
}

/** The `file:` URI of a path, encoded as VS Code does it. */
export function toUri(path: FilePath): string {
  return URI.file(path).toString();
}
