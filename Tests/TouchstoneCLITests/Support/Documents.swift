import BenchTesting
import Foundation

/// What every JSON output has, around a result of its own.
struct Document<Result: Decodable>: Decodable {
    let schema: String
    let made: String
    let result: Result
}

extension CommandRun {
    /// - Throws: What the decoder says of an output that is no such document.
    func document<Result: Decodable>(_: Result.Type) throws -> Document<Result> {
        try JSONDecoder().decode(Document<Result>.self, from: Data(outputBytes))
    }
}

/// `touchstone.devices/1` as a program reads it.
struct DevicesDocument: Decodable {
    struct Device: Decodable {
        let position: Int
        let name: String
        let kind: String
        let usb: USB?
        let node: String?
        let readers: [Reader]
    }

    struct USB: Decodable, Hashable {
        let vendorID: String
        let productID: String
        let bcdDevice: String?
        let manufacturer: String?
        let product: String?
        let serialNumber: String?
        let port: String
    }

    struct Reader: Decodable {
        let name: String
        let state: String
        let answerToReset: String?
    }

    let devices: [Device]
    let daemonProblem: Failure?
}

/// `touchstone.error/1` as a program reads it.
struct Failure: Decodable, Hashable {
    let code: String
    let message: String
    let remedy: String?
    let exitCode: Int32
}

/// `touchstone.probe/1`, as far as it is looked at here.
struct ProbeDocument: Decodable {
    struct Device: Decodable {
        let facts: Facts
    }

    struct Facts: Decodable {
        let identity: Identity
        let securityKey: Anything?
        let readers: [Anything]
        let troubles: [Trouble]
    }

    struct Identity: Decodable {
        let name: String
        let kind: String
    }

    struct Trouble: Decodable, Hashable {
        let face: String
        let code: String
        let operation: String
        let original: String?
    }

    /// That it is there is enough.
    struct Anything: Decodable {}

    let devices: [Device]
}

/// A line of `touchstone.watch/1`.
struct WatchEvent: Decodable {
    let schema: String
    let number: Int
    let source: String
    let event: String
    let id: String?
    let face: String?
    let name: String?
    let node: String?
    let usb: DevicesDocument.USB?
    let reader: String?
    let answerToReset: String?
    let count: Int?

    /// - Throws: What the decoder says of a line that is none.
    static func all(in output: String) throws -> [WatchEvent] {
        try output.split(separator: "\n").map { try JSONDecoder().decode(WatchEvent.self, from: Data($0.utf8)) }
    }
}
