import { editPictures } from "./edits.ts";
import type { Picture } from "./picture.ts";
import { problemPictures } from "./problems.ts";
import { viewPictures } from "./views.ts";
import { wranglerPictures } from "./wrangler.ts";

/** Every picture of the README. A new one is a new entry. */
export const pictures: readonly Picture[] = [...problemPictures, ...viewPictures, ...editPictures, ...wranglerPictures];
