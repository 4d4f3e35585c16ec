import { childString } from "../config/tree.ts";
import type { Project } from "../project.ts";
import { dirname, join } from "../text/path.ts";
import type { FilePath, Span } from "../text/span.ts";

/** A string that opens a file or a page. */
export interface DocumentLink {
  readonly span: Span;
  /** A file; undefined where `url` is one. */
  readonly path: FilePath | undefined;
  readonly url: string | undefined;
}

/** The links of a configuration: `main` of each environment, and `$schema`; files only where they exist. */
export function linksOf(project: Project, path: FilePath): readonly DocumentLink[] {
  const analysis = project.has(path) ? project.analyse(path) : undefined;
  if (analysis === undefined) return [];
  const schema = childString(analysis.config.document.root, "$schema");
  const mains = new Map(
    analysis.workers.flatMap(({ environment }) =>
      environment.main ? [[environment.main.span.start, environment.main]] : [],
    ),
  );
  const [worker] = analysis.workers;
  return [...mains.values(), ...(schema === undefined ? [] : [schema])].flatMap((node): readonly DocumentLink[] => {
    if (/^https?:/.test(node.value)) return [{ span: node.span, path: undefined, url: node.value }];
    const target = join(dirname(path), node.value);
    return worker.exists(target) ? [{ span: node.span, path: target, url: undefined }] : [];
  });
}
