import { testRandomEdits } from "./editProperty.ts";
import { renderRandomToml } from "./randomTomlFile.ts";

describe("Edits of random TOML", () => {
  testRandomEdits("toml", renderRandomToml);
});
