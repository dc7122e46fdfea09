/**
 * Letters and digits as strokes, so that a monogram looks the same on every machine, whatever fonts it has. Own drawings on a
 * grid 10 wide and 14 high: M moves, L draws a line, Q a quadratic curve (control point, end).
 */
export const glyphStrokes: Readonly<Record<string, string>> = {
  A: "M0 14 L5 0 L10 14 M1.8 9 L8.2 9",
  B: "M0 7 L6 7 Q10 7 10 10.5 Q10 14 6 14 L0 14 L0 0 L5.5 0 Q9 0 9 3.5 Q9 7 5.5 7",
  C: "M10 3 Q8.5 0 5.5 0 Q0 0 0 7 Q0 14 5.5 14 Q8.5 14 10 11",
  D: "M0 0 L0 14 L4 14 Q10 14 10 7 Q10 0 4 0 L0 0",
  E: "M9 0 L0 0 L0 14 L9 14 M0 7 L7.5 7",
  F: "M9 0 L0 0 L0 14 M0 7 L7.5 7",
  G: "M10 3 Q8.5 0 5.5 0 Q0 0 0 7 Q0 14 5.5 14 Q10 14 10 10 L10 8 L6 8",
  H: "M0 0 L0 14 M10 0 L10 14 M0 7 L10 7",
  I: "M5 0 L5 14",
  J: "M8 0 L8 10 Q8 14 4.5 14 Q1 14 1 10.5",
  K: "M0 0 L0 14 M9.5 0 L0 8.5 M3.5 5.5 L10 14",
  L: "M0 0 L0 14 L8.5 14",
  M: "M0 14 L0 0 L6 9 L12 0 L12 14",
  N: "M0 14 L0 0 L10 14 L10 0",
  O: "M5.5 0 Q0 0 0 7 Q0 14 5.5 14 Q11 14 11 7 Q11 0 5.5 0",
  P: "M0 14 L0 0 L6 0 Q10 0 10 4 Q10 8 6 8 L0 8",
  Q: "M5.5 0 Q0 0 0 7 Q0 14 5.5 14 Q11 14 11 7 Q11 0 5.5 0 M7 10 L11 14.5",
  R: "M0 14 L0 0 L6 0 Q10 0 10 4 Q10 8 6 8 L0 8 M5.5 8 L10 14",
  S: "M9.5 2.5 Q8 0 5 0 Q0.5 0 0.5 3.5 Q0.5 6.5 5 7 Q10 7.5 10 10.5 Q10 14 5 14 Q1.5 14 0 11.5",
  T: "M0 0 L10 0 M5 0 L5 14",
  U: "M0 0 L0 9 Q0 14 5 14 Q10 14 10 9 L10 0",
  V: "M0 0 L5 14 L10 0",
  W: "M0 0 L3.5 14 L7 3 L10.5 14 L14 0",
  X: "M0 0 L10 14 M10 0 L0 14",
  Y: "M0 0 L5 7 L10 0 M5 7 L5 14",
  Z: "M0 0 L10 0 L0 14 L10 14",
  "0": "M5 0 Q0 0 0 7 Q0 14 5 14 Q10 14 10 7 Q10 0 5 0",
  "1": "M2 3 L6 0 L6 14",
  "2": "M0 4 Q0 0 5 0 Q10 0 10 4 Q10 7 0 14 L10 14",
  "3": "M0.5 2 Q2 0 5 0 Q9.5 0 9.5 3.5 Q9.5 7 5 7 Q10 7 10 10.5 Q10 14 5 14 Q1.5 14 0 12",
  "4": "M8 14 L8 0 L0 10 L10 10",
  "5": "M9 0 L1 0 L1 6 Q3 5 5 5 Q10 5 10 9.5 Q10 14 5 14 Q1.5 14 0 12",
  "6": "M9 1.5 Q7.5 0 5.5 0 Q0 0 0 8.5 Q0 14 5 14 Q10 14 10 9.5 Q10 5.5 5.5 5.5 Q0 5.5 0 9",
  "7": "M0 0 L10 0 L4 14",
  "8": "M5 6.5 Q0.5 6.5 0.5 3.2 Q0.5 0 5 0 Q9.5 0 9.5 3.2 Q9.5 6.5 5 6.5 Q0 6.5 0 10.2 Q0 14 5 14 Q10 14 10 10.2 Q10 6.5 5 6.5",
  "9": "M1 12.5 Q2.5 14 4.5 14 Q10 14 10 5.5 Q10 0 5 0 Q0 0 0 4.5 Q0 8.5 4.5 8.5 Q10 8.5 10 5",
};

/** A payment card, for names that begin with none of these: Arabic, Chinese, an emoji. */
export const cardStrokes = "M0 2 L16 2 L16 13 L0 13 L0 2 M0 6 L16 6 M3 10 L7 10";
