/** The mark: one area, its grids, their shared borders. */
export function LogoMark({ sizePx }: { sizePx: number }) {
  return (
    <svg width={sizePx} height={sizePx} viewBox="0 0 32 32" role="img" aria-label="网格 wangge">
      <title>网格 wangge</title>
      <rect width="32" height="32" rx="6" fill="var(--wg-accent)" />
      <g fill="none" stroke="var(--wg-on-accent)" strokeLinejoin="round">
        <path d="M7 9.5 17 6l8 4.500v11L15 26l-8-4.500z" strokeWidth="2" />
        <path
          d="m7 15.500 9.500-1L25 16M16.500 14.500 17 6M16.500 14.500 15 26"
          strokeWidth="1.600"
        />
      </g>
    </svg>
  );
}
