import { testRandomEdits } from "./editProperty.ts";
import { renderRandomJson } from "./randomJson.ts";

describe("Edits of random JSON", () => {
  testRandomEdits("jsonc", renderRandomJson);
});
