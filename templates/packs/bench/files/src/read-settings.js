const text = (value, limit) => (typeof value === "string" ? value.trim().slice(0, limit) : "");

/** Settings from the bench's configuration. People write it, so every wrong value becomes the default; nothing throws. */
export function readSettings(config) {
  const given = typeof config === "object" && config !== null ? config : {};
  const wanted = Number(given.maxReadings);
  return {
    label: text(given.label, 80),
    locale: text(given.locale, 10),
    maxReadings: Number.isInteger(wanted) && wanted >= 1 && wanted <= 1000 ? wanted : 50,
  };
}
