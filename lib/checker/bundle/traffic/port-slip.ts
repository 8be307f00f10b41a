/** True for two port numbers of equal length that differ by one digit, or by two digits that changed places. */
export function isOneDigitOff(one: unknown, other: unknown): boolean {
  if (typeof one !== 'number' || typeof other !== 'number') return false;
  const [digits, others] = [String(one), String(other)];
  const different = [...digits].flatMap((digit, index) => (digit === others[index] ? [] : [index]));
  if (digits.length !== others.length || different.length > 2) return false;
  const [first = 0, second = first] = different;
  return (
    different.length < 2 ||
    (second === first + 1 && digits[first] === others[second] && digits[second] === others[first])
  );
}
