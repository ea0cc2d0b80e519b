package import Octets

/// What a HID interface says of its reports, as far as a FIDO client must know it (HID 1.11, 6.2.2).
///
/// Top-level collections only: their usage, and how many bits go in and out. A key is the interface that has a
/// collection of usage page 0xF1D0 (CTAP 2.1, 11.2.8.1).
package struct HIDReportDescriptor: Hashable, Sendable {
    /// One top-level collection.
    package struct Collection: Hashable, Sendable {
        package let usagePage: UInt16
        package let usage: UInt16
        /// Bits of all input reports in it, and of all output reports.
        package fileprivate(set) var inputBits = 0
        package fileprivate(set) var outputBits = 0
        /// Whether reports carry a number in front.
        package fileprivate(set) var isNumbered = false

        /// Bytes of an input report, without a report number.
        package var inputByteCount: Int { inputBits / 8 }
        /// Bytes of an output report, without a report number.
        package var outputByteCount: Int { outputBits / 8 }
    }

    /// Why bytes are no report descriptor.
    package enum ParsingError: Error, Hashable, CustomStringConvertible {
        /// An item announces more bytes than are left.
        case truncated(ByteReader.Shortage)
        /// A collection ends that did not begin, or does not end.
        case unbalanced(offset: Int)
        /// A report longer than any that HID carries.
        case oversize(offset: Int)

        package var description: String {
            switch self {
            case .truncated(let shortage): "truncated item: \(shortage)"
            case .unbalanced(let offset): "unbalanced collection at offset \(offset)"
            case .oversize(let offset): "report size out of bounds at offset \(offset)"
            }
        }
    }

    /// Usage page of the FIDO Alliance.
    package static let fidoUsagePage: UInt16 = 0xF1D0

    package private(set) var collections: [Collection] = []

    /// The first collection that belongs to FIDO.
    package var fido: Collection? { collections.first { $0.usagePage == Self.fidoUsagePage } }

    /// - Throws: ``ParsingError`` with the offset of the item at fault.
    package init(parsing bytes: [UInt8]) throws(ParsingError) {
        var reader = ByteReader(bytes)
        var walk = Walk()
        while !reader.isAtEnd {
            let offset = reader.offset
            let item: Item?
            do throws(ByteReader.Shortage) {
                item = try Item(from: &reader)
            } catch {
                throw .truncated(error)
            }
            if let item { try apply(item, at: offset, to: &walk) }
        }
        guard walk.depth == 0 else { throw .unbalanced(offset: bytes.count) }
    }

    private mutating func apply(_ item: Item, at offset: Int, to walk: inout Walk) throws(ParsingError) {
        switch item.kind {
        case .usagePage: walk.globals.usagePage = UInt16(truncatingIfNeeded: item.value)
        case .reportSize: walk.globals.reportSize = item.value
        case .reportCount: walk.globals.reportCount = item.value
        case .reportID: walk.isNumbered = true
        case .push: walk.stack.append(walk.globals)
        case .pop: walk.globals = walk.stack.popLast() ?? walk.globals
        case .usage: walk.usage = walk.usage ?? item.value
        case .collection:
            if walk.depth == 0 { collections.append(walk.collection()) }
            walk.depth += 1
        case .endCollection:
            guard walk.depth > 0 else { throw .unbalanced(offset: offset) }
            walk.depth -= 1
        case .input, .output:
            try count(item, at: offset, in: walk)
        case .feature, .other:
            break
        }
        if item.kind.isMain { walk.usage = nil }
    }

    private mutating func count(_ item: Item, at offset: Int, in walk: Walk) throws(ParsingError) {
        // The kernel's own limit is 16 KiB a report; a product below it cannot overflow.
        let limit: UInt32 = 1 << 17
        let (bits, overflow) = walk.globals.reportSize.multipliedReportingOverflow(by: walk.globals.reportCount)
        guard !overflow, bits <= limit else { throw .oversize(offset: offset) }
        guard var collection = collections.popLast() else { throw .unbalanced(offset: offset) }
        if item.kind == .input { collection.inputBits += Int(bits) } else { collection.outputBits += Int(bits) }
        collection.isNumbered = collection.isNumbered || walk.isNumbered
        collections.append(collection)
    }
}

/// State that items change on their way through the descriptor.
private struct Walk {
    struct Globals {
        var usagePage: UInt16 = 0
        var reportSize: UInt32 = 0
        var reportCount: UInt32 = 0
    }

    var globals = Globals()
    var stack: [Globals] = []
    var usage: UInt32?
    var depth = 0
    var isNumbered = false

    /// A usage of four bytes brings its own page (HID 1.11, 6.2.2.8).
    func collection() -> HIDReportDescriptor.Collection {
        let usage = usage ?? 0
        let page = UInt16(truncatingIfNeeded: usage >> 16)
        return HIDReportDescriptor.Collection(
            usagePage: page == 0 ? globals.usagePage : page,
            usage: UInt16(truncatingIfNeeded: usage)
        )
    }
}

/// One item: a prefix byte and up to four bytes of data (HID 1.11, 6.2.2.2).
private struct Item {
    /// Tag and type of the prefix, without the two bits of size.
    enum Kind: UInt8 {
        case input = 0x80
        case output = 0x90
        case feature = 0xB0
        case collection = 0xA0
        case endCollection = 0xC0
        case usagePage = 0x04
        case reportSize = 0x74
        case reportID = 0x84
        case reportCount = 0x94
        case push = 0xA4
        case pop = 0xB4
        case usage = 0x08
        case other = 0xFC

        var isMain: Bool {
            switch self {
            case .input, .output, .feature, .collection, .endCollection: true
            case .usagePage, .reportSize, .reportID, .reportCount, .push, .pop, .usage, .other: false
            }
        }
    }

    let kind: Kind
    let value: UInt32

    /// Reads one item; `nil` for a long item, which no published edition defines.
    init?(from reader: inout ByteReader) throws(ByteReader.Shortage) {
        let prefix = try reader.readByte()
        guard prefix != 0xFE else {
            let length = try reader.readByte()
            _ = try reader.read(Int(length) + 1)
            return nil
        }
        let size = [0, 1, 2, 4][Int(prefix & 0x03)]
        let data = try reader.read(size)
        kind = Kind(rawValue: prefix & 0xFC) ?? .other
        value = data.reversed().reduce(0) { $0 << 8 | UInt32($1) }
    }
}
