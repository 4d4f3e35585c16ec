/**
 * What a first project comes to by running wrangler: node and wrangler were found, wrangler said that it is logged in, a
 * Worker answered a request in dev, a deploy arrived. What files alone show is in `queries/progress.ts`.
 */
export const doneMilestones = ["hasTools", "isLoggedIn", "hasAnswered", "isDeployed"] as const;

export type DoneMilestone = (typeof doneMilestones)[number];
