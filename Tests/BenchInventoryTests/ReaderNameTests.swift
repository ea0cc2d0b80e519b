import DeviceTransport
import Testing

@Suite struct ReaderNameTests {
    struct Vector: CustomTestStringConvertible, Sendable {
        let text: String
        var product: String
        var interface: String?
        var serial: String?
        var suffix: String?
        var clean: String
        var testDescription: String { text }
    }

    @Test(
        arguments: [
            Vector(
                text: "Gemalto PC Twin Reader (9C4B6F3E) 00 00",
                product: "Gemalto PC Twin Reader",
                serial: "9C4B6F3E",
                suffix: "00 00",
                clean: "Gemalto PC Twin Reader 00 00"
            ),
            Vector(
                text: "Alcor [Smart Card Reader Interface] (1234) 01 0A",
                product: "Alcor",
                interface: "Smart Card Reader Interface",
                serial: "1234",
                suffix: "01 0A",
                clean: "Alcor [Smart Card Reader Interface] 01 0A"
            ),
            Vector(text: "Plain 00 00", product: "Plain", suffix: "00 00", clean: "Plain 00 00"),
            Vector(text: "Plain", product: "Plain", clean: "Plain"),
            Vector(text: "", product: "", clean: ""),
            Vector(text: "00 00", product: "00 00", clean: "00 00"),
            Vector(text: "A (x", product: "A (x", clean: "A (x"),
            Vector(text: "A(x) 00 00", product: "A(x)", suffix: "00 00", clean: "A(x) 00 00"),
            Vector(text: "A () 00 00", product: "A ()", suffix: "00 00", clean: "A () 00 00"),
            Vector(text: "(x)", product: "(x)", clean: "(x)"),
            Vector(text: "A [b] (c)", product: "A", interface: "b", serial: "c", clean: "A [b]"),
        ]
    )
    func takesNamesApart(_ vector: Vector) {
        let name = ReaderName(vector.text)
        #expect(name.product == vector.product)
        #expect(name.interface == vector.interface)
        #expect(name.serialNumber == vector.serial)
        #expect(name.suffix == vector.suffix)
        #expect(name.withoutSerialNumber == vector.clean)
    }
}
