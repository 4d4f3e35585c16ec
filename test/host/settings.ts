/** VS Code user settings, by their full name. */
export type Settings = Readonly<Record<string, unknown>>;

/**
 * A VS Code that asks nobody outside, moves nothing and shows nothing that is not about the project: the same for tests
 * and for pictures.
 */
export const cleanSettings: Settings = {
  "breadcrumbs.enabled": true,
  "chat.disableAIFeatures": true,
  "editor.cursorBlinking": "solid",
  "editor.minimap.enabled": false,
  "extensions.autoCheckUpdates": false,
  "extensions.autoUpdate": false,
  "extensions.ignoreRecommendations": true,
  // In a browser the default saves after a second, and a slow machine is slower than that.
  "files.autoSave": "off",
  "git.autofetch": false,
  "git.openRepositoryInParentFolders": "never",
  "security.workspace.trust.banner": "never",
  "security.workspace.trust.startupPrompt": "never",
  "telemetry.telemetryLevel": "off",
  "update.mode": "none",
  "window.autoDetectColorScheme": true,
  "window.commandCenter": false,
  "window.title": "${rootName}",
  "workbench.enableExperiments": false,
  "workbench.layoutControl.enabled": false,
  "workbench.navigationControl.enabled": false,
  "workbench.preferredDarkColorTheme": "Dark 2026",
  "workbench.preferredLightColorTheme": "Light 2026",
  "workbench.reduceMotion": "on",
  // With the AI features off an empty bar would be left.
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "workbench.startupEditor": "none",
  "workbench.tips.enabled": false,
};
