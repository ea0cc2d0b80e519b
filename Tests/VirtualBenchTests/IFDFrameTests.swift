import Testing

@testable import VirtualBench

struct IFDFrameTests {
    @Test func roundTrip() {
        for kind in [IFDFrame.Kind.hello, .power, .transmit, .watching, .answer, .refusal, .change] {
            for length in [0, 1, 255, 256, 65_544] {
                let frame = IFDFrame(kind, [UInt8](repeating: 0xA5, count: length))
                let encoded = frame.encoded
                #expect(encoded.prefix(4).reduce(0) { $0 << 8 | Int($1) } == length + 1)
                #expect(IFDFrame(body: Array(encoded.dropFirst(4))) == frame)
            }
        }
    }

    @Test func everyFirstByteIsAKindOrNothing() {
        let known: Set<UInt8> = [1, 2, 3, 4, 5, 6, 7, 0x81, 0x82, 0x83]
        for byte in UInt8.min...UInt8.max {
            #expect((IFDFrame(body: [byte]) != nil) == known.contains(byte))
        }
        #expect(IFDFrame(body: []) == nil)
    }

    @Test func refusalCarriesTheReturnCode() {
        #expect(IFDFrame.refusal(.communicationError) == IFDFrame(.refusal, [0, 0, 0x02, 0x64]))
    }

    @Test func helloNamesSlotAndDevice() throws {
        let hello = try #require(IFDHello(IFDFrame(.hello, [1, 2, 3, 1, 0, 5, 0, 127])))
        #expect(hello.purpose == .events)
        #expect(hello.slot == 3)
        #expect(hello.interface == 1)
        #expect(hello.address == USBAddress(bus: 5, device: 127))
        #expect(hello.address.node == "bus/usb/005/127")
    }

    @Test func helloOfAnyOtherLengthIsNone() {
        let payload: [UInt8] = [1, 1, 0, 0, 0, 1, 0, 2]
        #expect(IFDHello(IFDFrame(.hello, payload)) != nil)
        for length in 0..<payload.count { #expect(IFDHello(IFDFrame(.hello, Array(payload.prefix(length)))) == nil) }
        #expect(IFDHello(IFDFrame(.hello, payload + [0])) == nil)
        #expect(IFDHello(IFDFrame(.power, payload)) == nil)
        #expect(IFDHello(IFDFrame(.hello, [2] + payload.dropFirst())) == nil)
        #expect(IFDHello(IFDFrame(.hello, [1, 3] + payload.dropFirst(2))) == nil)
    }
}
