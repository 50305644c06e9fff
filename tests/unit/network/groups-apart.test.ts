// Groups on one device: y-webrtc announces every room on every connection of a page, and still no group learns of another.
import { afterEach, expect, it } from 'vitest'
import { readLocalName } from '../../../electron/host/network/peer-names.ts'
import type { Signal } from '../../../electron/hub/signal.ts'
import { at, Devices, inProcess, roster } from '../../support/devices.ts'
import { until } from '../../support/until.ts'

const devices = new Devices()
afterEach(() => devices.stopAll())

interface Passed {
  readonly way: string
  readonly room: string
  readonly message: Signal
}

it('two groups share one device: each meets in its own room, and no word crosses', async () => {
  const passed: { hub: string; what: Passed }[] = []
  const tap = (hub: string) => ({
    tap: (way: string, room: string, message: Signal) => passed.push({ hub, what: { way, room, message } }),
  })
  const [one, two, three] = [
    await devices.start(inProcess(), tap('one')),
    await devices.start(inProcess(), tap('two')),
    await devices.start(inProcess(), tap('three')),
  ]
  const [women, torture] = [roster(2), roster(2)]
  // The first device is in both groups, the others in one each.
  const shared1 = one.join(women[0], women)
  const shared2 = one.join(torture[1], torture)
  const other1 = two.join(women[1], women, at(women[0], one))
  const other2 = three.join(torture[0], torture, at(torture[1], one))
  await until('both groups use WebRTC', () =>
    [
      shared1.roadTo(women[1].id),
      shared2.roadTo(torture[0].id),
      other1.roadTo(women[0].id),
      other2.roadTo(torture[1].id),
    ].every((road) => road === 'webrtc'),
  )

  /** The peer ids that a device's courier used in a room of its own. */
  const spokenBy = (hub: string, room?: string): Set<string> =>
    new Set(
      passed
        .filter(({ hub: one, what }) => one === hub && what.way === 'from courier')
        .filter(({ what }) => room === undefined || what.room === room)
        .map(({ what }) => what.message.from),
    )
  const heardIn = (hub: string, room?: string): string[] => [
    ...new Set(
      passed
        .filter(({ hub: one, what }) => one === hub && what.way === 'to courier')
        .filter(({ what }) => room === undefined || what.room === room)
        .map(({ what }) => what.message.from),
    ),
  ]
  const devicesIn = (hub: string, room?: string): unknown[] => [
    ...new Set(heardIn(hub, room).map((name) => readLocalName(name)?.device)),
  ]
  expect(spokenBy('one', shared1.network.room).size).toBe(1)
  expect(spokenBy('one', shared2.network.room).size).toBe(1)
  expect(devicesIn('two')).toEqual([women[0].id])
  expect(devicesIn('three')).toEqual([torture[1].id])
  expect(devicesIn('one', shared1.network.room)).toEqual([women[1].id])
  expect(devicesIn('one', shared2.network.room)).toEqual([torture[0].id])
  // What y-webrtc calls its page stays on its own machine.
  const own = ['one', 'two', 'three'].flatMap((hub) => [...spokenBy(hub)])
  const heard = ['one', 'two', 'three'].flatMap((hub) => heardIn(hub)).join()
  expect(own.filter((name) => heard.includes(name))).toEqual([])
  expect(shared1.network.online().map(({ device }) => device)).toEqual([women[1].id])
  expect(shared2.network.online().map(({ device }) => device)).toEqual([torture[0].id])
})

it('a device that leaves a group is not called by it any more, and its other group goes on', async () => {
  const [one, two] = [await devices.start(inProcess()), await devices.start(inProcess())]
  const [first, second] = [roster(2), roster(2)]
  const left = one.join(first[0], first)
  const kept = one.join(second[0], second)
  two.join(first[1], first, at(first[0], one))
  const other = two.join(second[1], second, at(second[0], one))
  await until('both are there', () => left.network.online().length + kept.network.online().length === 2)
  one.network.removeGroup(left.network)
  expect(left.network.online()).toEqual([])
  other.replica.write(Uint8Array.of(1))
  await until('the other goes on', () => kept.replica.log.length === 1)
})
