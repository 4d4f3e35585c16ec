// Measures in the window of a real VS Code, with the extension installed as it is shipped, when the 200 Workers of a
// workspace with their 1,000 classes and 1,000 bindings stand in the tree, from the start of `activate()` on. The window
// itself starts meanwhile. How busy the machine is, a bare Node tells that is started just before and just after. In the
// first window of an installation nothing of the server has been compiled yet.
// usage: npm run bench -- treeInVSCode
import { type FirstSight, windowsOf } from "../ui/firstSight.ts";
import { inMs, share, table } from "../support/measured.ts";

const rounds = 7;
const sights: FirstSight[] = [];
const windows = await windowsOf(200);
for (let round = 0; round <= rounds; round++) await windows.open((sight) => void sights.push(sight));
await windows.close();
const [first, ...later] = sights;
console.log(
  table(
    ["", "in the tree", "checked, with their code", "`node -e 0`", "in the tree / `node -e 0`"],
    [rowOf("the first window", first === undefined ? [] : [first]), rowOf(`median of ${rounds} later ones`, later)],
  ),
);
process.exit(0);

function rowOf(name: string, of: readonly FirstSight[]): readonly string[] {
  const median = (value: (sight: FirstSight) => number): number => share(of.map(value), 0.5);
  return [
    name,
    inMs(median(({ seen }) => seen)),
    inMs(median(({ checked }) => checked)),
    inMs(median(({ node }) => node)),
    median(({ seen, node }) => seen / node).toFixed(1),
  ];
}
