/** The references of `npm run bench` are as bare as Next allows; they are built with HUI_BENCH=1 only. */
export default function BenchLayout({ children }: { children: React.ReactNode }) {
  return (
    <html lang="en">
      <body>{children}</body>
    </html>
  )
}
