// Icons drawn for this product: one line weight, 24 units square, always beside a word.

const drawings = {
  home: 'M4 11 12 4l8 7M6 10v10h4v-6h4v6h4V10',
  book: 'M4 5c3-1 6-1 8 1 2-2 5-2 8-1v14c-3-1-6-1-8 1-2-2-5-2-8-1zM12 6v14',
  pen: 'M5 19l1-4L16 5l3 3L9 18zM14 7l3 3',
  award: 'M12 3a6 6 0 1 1 0 12 6 6 0 0 1 0-12M9 14l-2 7 5-3 5 3-2-7',
  people: 'M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7M3 20c0-4 3-6 6-6s6 2 6 6M16 11a3 3 0 0 0 0-6M18 20c0-3-1-5-3-6',
  house: 'M3 12 12 4l9 8M6 10v10h12V10M10 20v-5h4v5',
  chart: 'M4 20V4M4 20h16M8 16v-5M12 16V7M16 16v-8',
  upload: 'M12 16V4M7 9l5-5 5 5M4 20h16',
  calendar: 'M4 6h16v14H4zM4 10h16M8 3v5M16 3v5',
  rounds: 'M4 12a8 8 0 0 1 14-5l2 2M20 4v5h-5M20 12a8 8 0 0 1-14 5l-2-2M4 20v-5h5',
  growth: 'M4 19l6-7 4 4 6-9M15 7h5v5',
  gear: 'M12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6M12 3v3M12 18v3M3 12h3M18 12h3M5.6 5.6l2.2 2.2M16.2 16.2l2.2 2.2M5.6 18.4l2.2-2.2M16.2 7.8l2.2-2.2',
  search: 'M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13M15.5 15.5 20 20',
  key: 'M8 15a4 4 0 1 1 3-7l9 0v4h-3v3h-3v-3h-3a4 4 0 0 1-3 3',
  flow: 'M4 4h6v6H4zM14 14h6v6h-6zM10 7h7v7',
  print: 'M7 9V4h10v5M6 18H4V9h16v9h-2M7 14h10v6H7z',
  back: 'M15 5l-7 7 7 7',
  good: 'M4 12l5 6L20 6',
  bad: 'M12 4v10M12 18v2',
  warn: 'M12 4 2 20h20zM12 10v5M12 17v1',
  info: 'M12 11v7M12 6v2',
  text: 'M4 18 9 6l5 12M6 14h6M15 18l3-8 3 8M16 15h4',
  shop: 'M4 10l2-6h12l2 6M4 10v10h16V10M4 10a3 3 0 0 0 5 0 3 3 0 0 0 6 0 3 3 0 0 0 5 0',
  funnel: 'M3 5h18l-7 8v6l-4 2v-8z',
  record: 'M5 4h14v16H5zM9 9h6M9 13h6M9 17h3',
  talk: 'M4 5h16v11H10l-5 4v-4H4z',
  call: 'M6 3h4l1.5 5-2.3 1.7a12 12 0 0 0 5.1 5.1L16 12.5l5 1.5v4a3 3 0 0 1-3 3A15 15 0 0 1 3 6a3 3 0 0 1 3-3z',
  ask: 'M4 4h16v13H10l-5 4v-4H4zM10 8.5a2 2 0 1 1 2 2.2v.8M12 13.8v.4',
} as const

export type IconName = keyof typeof drawings

/** Decorative: the word beside it has the meaning. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg
      className="icon"
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      <path d={drawings[name]} />
    </svg>
  )
}
