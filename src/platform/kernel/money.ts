/** Money is an integer number of fen; only here does it become yuan. */
export const yuanOfFen = (fen: number): string => {
  const yuan = (fen / 100).toFixed(2)
  return yuan.endsWith('.00') ? yuan.slice(0, -3) : yuan
}
