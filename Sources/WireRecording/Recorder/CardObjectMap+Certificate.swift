extension CardObjectMap {
    /// An X.509 certificate (RFC 5280, 4.1): when it is valid, who issued it and what kind of key it is for stay.
    mutating func mark(certificate: Element) {
        keep(certificate.header)
        let parts = elements(in: certificate.content)
        guard let signed = parts.first, signed.tag == 0x30 else { return }
        keep(signed.header)
        mark(signed: elements(in: signed.content))
        guard parts.count > 1, parts[1].tag == 0x30 else { return }
        keepWhole(parts[1])
        if parts.count > 2 { keep(parts[2].header) }
    }

    private mutating func mark(signed fields: [Element]) {
        var fields = fields[...]
        if let version = fields.first, version.tag == 0xA0 {
            keepWhole(version)
            fields.removeFirst()
        }
        // An INTEGER and five sequences; what is anything else is no certificate, and stays zeros.
        let order: [(tag: UInt32, mark: (inout CardObjectMap, Element) -> Void)] = [
            (0x02, { $0.hash($1, as: .certificateSerial) }),
            (0x30, { $0.keepWhole($1) }),  // algorithm
            (0x30, { $0.keepWhole($1) }),  // issuer
            (0x30, { $0.keepWhole($1) }),  // validity
            (0x30, { $0.mark(subject: $1) }),
            (0x30, { $0.mark(publicKey: $1) }),
        ]
        for (field, step) in zip(fields, order) {
            guard field.tag == step.tag else { return }
            step.mark(&self, field)
        }
        for field in fields.dropFirst(order.count) where field.tag == 0xA3 { mark(extensions: field) }
    }

    /// The attributes' types stay; their values name the holder.
    private mutating func mark(subject: Element) {
        keep(subject.header)
        for names in elements(in: subject.content) {
            keep(names.header)
            for attribute in elements(in: names.content) {
                keep(attribute.header)
                let pair = elements(in: attribute.content)
                if let type = pair.first { keepWhole(type) }
                if pair.count > 1 { hash(pair[1], as: .certificateSubject) }
            }
        }
    }

    /// Algorithm and size stay, the key itself tells cards apart.
    private mutating func mark(publicKey: Element) {
        keep(publicKey.header)
        let parts = elements(in: publicKey.content)
        guard let algorithm = parts.first else { return }
        keepWhole(algorithm)
        guard parts.count > 1 else { return }
        let bits = parts[1]
        // The number of unused bits, then 04 for a point, or a sequence of modulus and exponent.
        let start = bits.content.lowerBound + 1
        keep(bits.header.lowerBound..<start)
        guard byte(at: start) == 0x30 else { return keep(start..<start + 1) }
        guard let key = elements(in: start..<bits.content.upperBound).first else { return }
        keep(key.header)
        let numbers = elements(in: key.content)
        if let modulus = numbers.first { keep(modulus.header) }
        if numbers.count > 1 { keepWhole(numbers[1]) }
    }

    /// What a key is for stays; other names of the holder, and identifiers of keys, do not.
    private mutating func mark(extensions: Element) {
        keep(extensions.header)
        guard let list = elements(in: extensions.content).first else { return }
        keep(list.header)
        for item in elements(in: list.content) {
            keep(item.header)
            let parts = elements(in: item.content)
            guard let type = parts.first, let value = parts.last, parts.count > 1 else { continue }
            for part in parts.dropLast() { keepWhole(part) }
            keep(value.header)
            // Key usage, basic constraints, policies, extended key usage: 2.5.29.15, .19, .32, .37.
            let harmless: [[UInt8]] = [
                [0x55, 0x1D, 0x0F], [0x55, 0x1D, 0x13], [0x55, 0x1D, 0x20], [0x55, 0x1D, 0x25],
            ]
            if value.tag == 0x04, harmless.contains(Array(content(of: type))) { keepWhole(value) }
        }
    }

    private mutating func keepWhole(_ element: Element) {
        keep(element.header.lowerBound..<element.content.upperBound)
    }
}
