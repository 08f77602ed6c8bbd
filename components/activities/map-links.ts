type Position = { lng: number; lat: number; datum: 'WGS84' | 'GCJ02' | 'BD09' | null }

/** Addresses that map applications open: `geo:` is WGS-84 by definition (RFC 5870); Amap takes both, told which. */
export function mapLinks(name: string, { lng, lat, datum }: Position): { geo: string | null; amap: string | null } {
  const label = encodeURIComponent(name)
  return {
    geo: datum === 'WGS84' ? `geo:${lat},${lng}?q=${lat},${lng}(${label})` : null,
    amap:
      datum === 'BD09'
        ? null
        : `https://uri.amap.com/marker?position=${lng},${lat}&name=${label}&coordinate=${datum === 'GCJ02' ? 'gaode' : 'wgs84'}`,
  }
}
