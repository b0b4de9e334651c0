// How sentences are filled in and how numbers and times are written, for every page. Holds no sentence itself.
const kShownOffsetMs = 8 * 3_600_000; // China Standard Time, whatever the visitor's zone

export const kLanguageTags = { zh: "zh-CN", en: "en" };

// `{place}` is filled from `places`.
export function filled(text, places = {}) {
  return text.replace(/\{(\w+)\}/g, (_, place) => String(places[place]));
}

function pad(number) {
  return String(number).padStart(2, "0");
}

export function time_text(ms) {
  const at = new Date(ms + kShownOffsetMs);
  const day = `${at.getUTCFullYear()}-${pad(at.getUTCMonth() + 1)}-${pad(at.getUTCDate())}`;
  return `${day} ${pad(at.getUTCHours())}:${pad(at.getUTCMinutes())}:${pad(at.getUTCSeconds())}`;
}

// Hundredths: 8050 is 80.50.
export function decimal_text(hundredths) {
  const digits = String(Math.abs(hundredths)).padStart(3, "0");
  return (hundredths < 0 ? "-" : "") + digits.slice(0, -2) + "." + digits.slice(-2);
}

// As printed sheets write them: 8050 is 80.5.
export function short_points_text(hundredths) {
  return decimal_text(hundredths).replace(/0+$/, "").replace(/\.$/, "");
}
