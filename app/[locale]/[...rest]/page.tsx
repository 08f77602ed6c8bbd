import { notFound } from 'next/navigation'

/** Whatever no room answers: the cared-for 404, inside the shell. */
export default function NoSuchPage() {
  notFound()
}
