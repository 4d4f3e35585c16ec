/** Where this project disagrees with wrangler on purpose, and why. At most five. */
export const standing: Readonly<Record<string, string>> = {
  "worker-name-missing":
    "`wrangler deploy` refuses a Worker without a name and this is only a warning: `wrangler dev` runs it, and a name may be given on the command line.",
};
