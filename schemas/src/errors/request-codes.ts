/** Codes of requests, commands, approvals and the bot's door. */
export const requestCodes = {
  request_invalid: "The forge request has problems.",
  request_unreadable: "The forge request cannot be read.",
  config_invalid: ".github/forge.yml is not valid.",
  name_in_progress: "Another open request works on this name.",
  name_not_yours: "Only the first requester and maintainers may update this plugin.",
  quota_exceeded: "Too many open requests.",
  acceptance_needed: "A triager must accept this request first.",
  command_unknown: "There is no such command.",
  command_invalid: "The command's arguments are not understood.",
  command_not_allowed: "You may not use this command here.",
  not_now: "The request is not in a state that allows this.",
  delivery_refused: "The delivery was refused at the door.",
  audit_invalid: "The audit log on forge/audit does not hold.",
  git_failed: "A git command failed.",
  server_config_invalid: "The bot cannot start with this configuration.",
  bench_event_refused: "The bench event was refused.",
} as const;
