/** The pages there are; the script and the style of each lie in the folder of its name in `media`. */
export type PageName = keyof typeof bodies;

/** What the text of a page is made of. */
export interface PageParts {
  readonly name: PageName;
  /** Another one for each page; only scripts that have it run. */
  readonly nonce: string;
  /** Where VS Code serves the extension's own files from. */
  readonly source: string;
  readonly language: string;
  /** The addresses of its style and its script. */
  readonly style: string;
  readonly script: string;
}

/** A page without its content: it may load nothing but its own script and style, talk to nobody and lead nowhere. */
export function pageText({ name, nonce, source, language, style, script }: PageParts): string {
  const policy = [
    "default-src 'none'",
    `style-src ${source}`,
    `script-src 'nonce-${nonce}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<link rel="stylesheet" href="${style}">
<title>Durable Objects</title>
</head>
<body>
<h1 id="title"></h1>
<p id="explanation"></p>
${bodies[name]}
<script nonce="${nonce}" src="${script}"></script>
</body>
</html>`;
}

/** What the script of each page fills. */
const bodies = {
  matrix: `<div id="grid" class="grid" role="grid"></div>`,
  localData: `<div class="sides">
<nav><input id="filter" type="search"><div id="objects" role="listbox"></div><p id="more"></p></nav>
<main id="shown"></main>
</div>`,
} as const;
