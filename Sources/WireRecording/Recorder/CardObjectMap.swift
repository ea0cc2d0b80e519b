/// What each byte of a PIV data object is, as far as the object has come.
///
/// A byte is judged by what stands before it alone, so that the judgement does not change when more comes. Lengths that
/// lie reach at most to the end of what is there.
struct CardObjectMap {
    enum Treatment: Equatable {
        case keep
        case zero
        /// Part of a value of this kind, which lies there.
        case hash(PersonalData, Range<Int>)
    }

    /// One data object in BER or DER: its tag, its header, and its content as announced.
    struct Element {
        let tag: UInt32
        let header: Range<Int>
        let content: Range<Int>
    }

    private(set) var treatments: [Treatment]
    private let bytes: [UInt8]

    init(_ bytes: [UInt8], tag: UInt32) {
        self.bytes = bytes
        treatments = [Treatment](repeating: .zero, count: bytes.count)
        guard let whole = elements(in: 0..<bytes.count).first, [0x53, 0x7E].contains(whole.tag) else { return }
        keep(whole.header)
        guard [0x7E, 0x5FC102, 0x5FC107].contains(tag) || Self.isCertificate(tag) else { return }
        for field in elements(in: whole.content) { mark(field, of: tag) }
    }

    /// The members of the objects that are known (SP 800-73-4 part 1, appendix A).
    private mutating func mark(_ field: Element, of tag: UInt32) {
        switch (tag, field.tag) {
        case (0x7E, 0x4F), (0x7E, 0x5F2F),
            (0x5FC102, 0x35), (0x5FC102, 0xEE), (0x5FC102, 0xFE),
            (0x5FC107, 0xF1...0xFE):
            keep(field.header.lowerBound..<field.content.upperBound)
        case (0x5FC102, 0x30): hash(field, as: .cardHolderFASCN)
        case (0x5FC102, 0x34), (0x5FC102, 0x36): hash(field, as: .cardHolderGUID)
        case (0x5FC107, 0xF0): hash(field, as: .serialNumber)
        case (0x5FC102, _): keep(field.header)
        case (_, 0x70) where Self.isCertificate(tag):
            keep(field.header)
            // What is compressed is no sequence, and nothing of it is looked at.
            if let certificate = elements(in: field.content).first, certificate.tag == 0x30 {
                mark(certificate: certificate)
            }
        case (_, 0x71) where Self.isCertificate(tag), (_, 0xFE) where Self.isCertificate(tag):
            keep(field.header.lowerBound..<field.content.upperBound)
        default: break
        }
    }

    private static func isCertificate(_ tag: UInt32) -> Bool {
        [0x5FC101, 0x5FC105, 0x5FC10A, 0x5FC10B].contains(tag) || (0x5FC10D...0x5FC120).contains(tag)
    }

    mutating func keep(_ range: Range<Int>) {
        for position in range.clamped(to: bytes.indices) { treatments[position] = .keep }
    }

    /// Keeps where a value lies and how long it is.
    mutating func hash(_ element: Element, as kind: PersonalData) {
        keep(element.header)
        for position in element.content.clamped(to: bytes.indices) {
            treatments[position] = .hash(kind, element.content)
        }
    }

    /// The data objects one after the other that begin in a range; a header that has not come whole stays, being structure.
    mutating func elements(in range: Range<Int>) -> [Element] {
        var elements: [Element] = []
        var position = range.lowerBound
        let end = min(range.upperBound, bytes.count)
        while position < end {
            switch element(at: position, before: end) {
            case .whole(let element):
                elements.append(element)
                position = element.content.upperBound
            case .begun:
                keep(position..<end)
                return elements
            case .none:
                return elements
            }
        }
        return elements
    }

    /// A byte of a value, for what is told by it.
    func byte(at position: Int) -> UInt8? { bytes.indices.contains(position) ? bytes[position] : nil }

    func content(of element: Element) -> ArraySlice<UInt8> { bytes[element.content.clamped(to: bytes.indices)] }

    private enum Reading {
        case whole(Element)
        case begun
        case none
    }

    private func element(at start: Int, before end: Int) -> Reading {
        var position = start
        var tag = UInt32(bytes[position])
        position += 1
        if tag & 0x1F == 0x1F {
            repeat {
                guard tag <= 0xFFFF else { return .none }
                guard position < end else { return .begun }
                tag = tag << 8 | UInt32(bytes[position])
                position += 1
            } while tag & 0x80 != 0
        }
        guard position < end else { return .begun }
        var length = Int(bytes[position])
        position += 1
        if length >= 0x80 {
            let count = length & 0x7F
            guard (1...3).contains(count) else { return .none }
            guard position + count <= end else { return .begun }
            length = bytes[position..<position + count].reduce(0) { $0 << 8 | Int($1) }
            position += count
        }
        return .whole(Element(tag: tag, header: start..<position, content: position..<position + length))
    }
}
