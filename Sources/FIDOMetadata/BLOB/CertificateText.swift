/// A certificate as metadata writes it: DER in base64, not always tidily.
enum CertificateText {
    struct Reading {
        /// The certificate; `nil` when the text is no base64 at all, or what it holds no DER.
        var bytes: [UInt8]?
        var remarks: [String] = []
    }

    /// Decodes a certificate, without white space around it and without the bytes that some vendors leave behind it.
    ///
    /// A DER parser rightly refuses trailing bytes, so they are cut off; they are signed along, and harmless.
    static func read(_ node: JSONNode) -> Reading {
        var reading = Reading()
        guard let text = node.plainStringBytes ?? node.string.map({ ArraySlice($0.utf8) }) else {
            reading.remarks.append("not a string")
            return reading
        }
        guard let decoded = decode(text, &reading) else { return reading }
        guard let length = lengthOfSequence(decoded) else {
            reading.remarks.append("not a DER sequence")
            return reading
        }
        guard length <= decoded.count else {
            reading.remarks.append("\(length - decoded.count) bytes are missing at its end")
            return reading
        }
        if length < decoded.count {
            reading.remarks.append("\(decoded.count - length) bytes follow the certificate; they are not used")
        }
        reading.bytes = Array(decoded.prefix(length))
        return reading
    }

    private static func decode(_ text: ArraySlice<UInt8>, _ reading: inout Reading) -> [UInt8]? {
        if let bytes = try? Base64.decode(text, .standard) { return bytes }
        let tidy = text.filter { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }
        do throws(Base64.ParsingError) {
            let bytes = try Base64.decode(tidy, .standard)
            reading.remarks.append("white space inside the base64 text")
            return bytes
        } catch {
            reading.remarks.append(error.description)
            return nil
        }
    }

    /// Header and contents of the sequence that the bytes begin with (ITU-T X.690, 8.1.3).
    static func lengthOfSequence(_ bytes: [UInt8]) -> Int? {
        guard bytes.count >= 2, bytes[0] == 0x30 else { return nil }
        guard bytes[1] >= 0x80 else { return 2 + Int(bytes[1]) }
        let count = Int(bytes[1] & 0x7F)
        guard (1...4).contains(count), bytes.count >= 2 + count else { return nil }
        return bytes[2..<2 + count].reduce(0) { $0 << 8 | Int($1) } + 2 + count
    }
}
