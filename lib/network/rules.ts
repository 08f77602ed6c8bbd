/** Characters that have a meaning in a header stay out of the name. */
const plainName = (name: string): string =>
  name
    .replace(/[^\p{L}\p{N} .·-]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()

/** Whether a district is there for new rows on a date of the network's calendar; its first and last day are its own. */
export const isOfferedOn = ({ validFrom, validTo }: { validFrom: string | null; validTo: string | null }, today: string): boolean =>
  (validFrom === null || validFrom <= today) && (validTo === null || today <= validTo)

/** The From line of the network's mails: a name and a mailbox. */
export const senderOf = (name: string, email: string): string => {
  const plain = plainName(name)
  return plain ? `${plain} <${email}>` : email
}

/** A From line taken apart again. */
export function senderParts(sender: string): { name: string; email: string } {
  const [, name = '', email = sender] = /^(.*?)\s*<([^>]*)>$/.exec(sender) ?? []
  return { name, email }
}

/** What people write in both languages or in one; an empty one is left out. */
export const bothOf = (zh: string | undefined, en: string | undefined): Record<string, string> => ({
  ...(zh ? { zh } : {}),
  ...(en ? { en } : {}),
})
