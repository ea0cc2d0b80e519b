import DeviceTransport
import Foundation
import Octets

/// One event of `devices --watch` as a JSON object on one line: schema `touchstone.watch/1`.
struct WatchLine: Encodable {
    let schema = "touchstone.watch/1"
    /// Counted from 1 as printed, so that a reader of the stream sees a gap.
    let number: Int
    let source: String
    let event: String
    var id: String?
    var face: String?
    var name: String?
    var node: String?
    var usb: DeviceListing.USB?
    var reader: String?
    var answerToReset: String?
    var count: Int?

    init(number: Int, sighting: Sighting) {
        self.number = number
        source = sighting.source
        switch sighting.event {
        case .attached(let device):
            event = "attached"
            id = device.id.rawValue
            face = device.face.word
            name = device.name
            usb = device.usb.map(DeviceListing.USB.init)
            if case .hidraw(let node) = device.face { self.node = node }
        case .detached(let device):
            event = "detached"
            id = device.rawValue
        case .cardInserted(let reader, let answer, let count):
            event = "card-inserted"
            self.reader = reader
            answerToReset = answer.isEmpty ? nil : Hex.encode(answer)
            self.count = count
        case .cardRemoved(let reader, let count):
            event = "card-removed"
            self.reader = reader
            self.count = count
        case .settled:
            event = "settled"
        }
    }

    func text() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(self), as: UTF8.self)
    }
}
