/** Codes of rendering and of the pipeline steps. */
export const pipelineCodes = {
  pack_invalid: "The template pack is not valid.",
  pack_unknown: "No template pack makes plugins for this platform yet.",
  feature_unsupported: "The template pack cannot make this feature.",
  manifest_invalid: "The plugin manifest does not match its schema.",
  input_invalid: "An input of the step is missing or not valid.",
  build_failed: "The plugin does not build.",
  bundle_too_large: "The built entry is larger than 1 MB.",
  tests_failed: "The plugin's own tests fail.",
  contract_failed: "The plugin breaks its contract.",
  analysis_failed: "Static analysis found what no plugin may hold, or could not read the plugin.",
  sandbox_failed: "The plugin failed in the sandbox.",
  confinement_unavailable: "This machine offers no operating-system boundary for plugin code.",
  confined_timeout: "The confined program ran longer than it may.",
  confined_output_too_large: "The confined program printed more than it may.",
  package_failed: "The package could not be made.",
  report_failed: "The results could not be written to GitHub.",
} as const;
