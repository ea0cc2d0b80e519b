import DeviceTransport
import Foundation
import Glibc
import Octets
import SoftwareCard
import Testing

@testable import DeviceEmulation

@Suite("vpcd", .timeLimit(.minutes(1)))
struct VPCDLinkTests {
    @Test(arguments: [
        ([0x00], VPCDRequest.powerOff), ([0x01], .powerOn), ([0x02], .reset), ([0x04], .answerToReset),
        ([0x03], .command([0x03])), ([], .command([])), ([0x00, 0xA4], .command([0x00, 0xA4])),
    ])
    func requestsAreTold(_ body: [UInt8], _ request: VPCDRequest) {
        #expect(VPCDRequest(body) == request)
    }

    @Test func lengthComesFirst() {
        #expect(VPCDRequest.encode([]) == [0, 0])
        #expect(VPCDRequest.encode([0x90, 0x00]) == [0, 2, 0x90, 0x00])
        #expect(VPCDRequest.encode([UInt8](repeating: 1, count: 258)).prefix(2) == [1, 2])
    }

    @Test func playsTheCard() throws {
        let select = "00a4040009a0000003080000100000"
        let card = try RecordedCard(try CardRecording(model: .pivT1, steps: [select]).make())
        let daemon = try Daemon()
        let link = try VPCDLink(port: daemon.port, within: .seconds(5))
        let served = DispatchSemaphore(value: 0)
        Thread.detachNewThread {
            try? link.serve(card)
            served.signal()
        }
        let connection = try daemon.accept()
        defer { close(connection) }
        try Daemon.send([0x01], to: connection)
        try Daemon.send([0x04], to: connection)
        #expect(try Daemon.receive(from: connection) == CardModel.pivT1.answerToReset)
        try Daemon.send(try Hex.decode(select), to: connection)
        let answer = try Daemon.receive(from: connection)
        #expect(answer == SoftwareCard().respond(to: try Hex.decode(select)))
        link.stop()
        #expect(served.wait(timeout: .now() + 5) == .success)
    }

    @Test func nobodyThereIsAnError() throws {
        let port = try { try Daemon().port }()
        #expect(throws: TransportError(.serviceUnavailable, operation: "connect")) {
            try VPCDLink(port: port, within: .seconds(5))
        }
    }

    @Test func hangingUpIsAnError() throws {
        let card = try RecordedCard(try CardRecording(model: .pivT1, steps: []).make())
        let daemon = try Daemon()
        let link = try VPCDLink(port: daemon.port, within: .seconds(5))
        close(try daemon.accept())
        #expect(throws: TransportError(.serviceUnavailable, operation: "vpcd")) { try link.serve(card) }
    }
}

/// vpcd's side, at a port that was free.
private final class Daemon {
    private let listener: Int32
    let port: UInt16

    init() throws {
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = INADDR_LOOPBACK.bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let bound = withUnsafeMutableBytes(of: &address) { bytes in
            bytes.withMemoryRebound(to: sockaddr.self) { address in
                bind(listener, address.baseAddress, size) == 0 && listen(listener, 1) == 0
                    && getsockname(listener, address.baseAddress, &size) == 0
            }
        }
        try #require(bound)
        self.listener = listener
        port = UInt16(bigEndian: address.sin_port)
    }

    deinit {
        close(listener)
    }

    func accept() throws -> Int32 {
        let connection = Glibc.accept(listener, nil, nil)
        try #require(connection >= 0)
        return connection
    }

    static func send(_ body: [UInt8], to connection: Int32) throws {
        // Length and body apart, as vpcd does.
        for part in [[UInt8(body.count >> 8), UInt8(body.count & 0xFF)], body] {
            try #require(write(connection, part, part.count) == part.count)
        }
    }

    static func receive(from connection: Int32) throws -> [UInt8] {
        let length = try read(2, from: connection)
        return try read(Int(length[0]) << 8 | Int(length[1]), from: connection)
    }

    private static func read(_ count: Int, from connection: Int32) throws -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        try #require(recv(connection, &bytes, count, Int32(MSG_WAITALL)) == count)
        return bytes
    }
}
