/**
 * The README as it stands in the VSIX. While the project has no public address, a relative link or picture would lead
 * nowhere there: pictures are left out, and links become their text.
 */
export function readmeForShipping(readme: string): string {
  return readme
    .replaceAll(/<!-- only in the repository -->[\s\S]*?<!-- \/only in the repository -->\n*/g, "")
    .replaceAll(/<picture>[\s\S]*?<\/picture>\n*/g, "")
    .replaceAll(/!\[[^\]]*\]\((?!https:)[^)]*\)\n*/g, "")
    .replaceAll(/\[([^\]]+)\]\((?!https:|#)[^)]*\)/g, "$1");
}
