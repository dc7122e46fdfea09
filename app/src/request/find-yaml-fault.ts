import { EVENT_ALIAS, EVENT_DOCUMENT, type Event } from "js-yaml";

/** Something of YAML that no text of a person needs and that hides what is said. */
export interface YamlFault {
  readonly rule: string;
  readonly message: string;
  /** Place in the text, or undefined. */
  readonly at?: number;
}

/** The first directive, alias, anchor or tag, before anything is built of the events; null: none. */
export function findYamlFault(events: readonly Event[]): YamlFault | null {
  for (const event of events) {
    if (event.type === EVENT_DOCUMENT) {
      if (event.directives.length > 0)
        return { rule: "yaml_directive", message: "must not hold directives (lines that begin with %)" };
      continue;
    }
    if (event.type === EVENT_ALIAS)
      return {
        rule: "yaml_alias",
        message: "must not hold aliases (*name); write the value again",
        at: event.anchorStart,
      };
    if (!("anchorStart" in event)) continue;
    if (event.anchorStart !== -1)
      return {
        rule: "yaml_anchor",
        message: "must not hold anchors (&name); quote text that begins with &",
        at: event.anchorStart,
      };
    if (event.tagStart !== -1)
      return {
        rule: "yaml_tag",
        message: "must not hold tags (!name); quote text that begins with !",
        at: event.tagStart,
      };
  }
  return null;
}
