import DeviceTransport
import Glibc
import Testing

@testable import ThreadExecutor

@Suite("Device thread", .timeLimit(.minutes(1)))
struct DeviceThreadTests {
    @Test func interleavedJobsStayOnTheThread() async throws {
        let thread = try DeviceThread(name: "interleaved")
        let strays = try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<200 {
                group.addTask {
                    try await thread.run("job") {
                        var strays = 0
                        for _ in 0..<5 {
                            if !thread.isCurrentThread { strays += 1 }
                            await Task.yield()
                        }
                        return strays
                    }
                }
            }
            return try await group.reduce(0, +)
        }
        #expect(strays == 0)
        #expect(!thread.isCurrentThread)
    }

    @Test func valuesAndErrorsComeBack() async throws {
        let thread = try DeviceThread(name: "plain")
        #expect(try await thread.run("value") { 42 } == 42)
        let refusal = TransportError(.noCard, operation: "SCardConnect")
        await #expect(throws: refusal) { try await thread.run("error") { throw refusal } }
        #expect(try await thread.run("call") { try thread.blocking("call", within: .seconds(5)) { 7 } } == 7)
        #expect(!thread.isAbandoned)
    }

    @Test func overrunCostsItsDeadline() async throws {
        let limit = Duration.milliseconds(100)
        let cost = try await best(of: 3) {
            let thread = try DeviceThread(name: "mute")
            let start = ContinuousClock.now
            await #expect(throws: TransportError(.deadlineExceeded, operation: "stuck")) {
                try await thread.run("probe") {
                    try thread.blocking("stuck", within: limit) { block(for: .milliseconds(400)) }
                }
            }
            #expect(thread.isAbandoned)
            return ContinuousClock.now - start
        }
        #expect(cost >= limit)
        #expect(cost < limit + .milliseconds(50))
    }

    @Test func lateReturnIsNotActedOn() async throws {
        let thread = try DeviceThread(name: "late")
        let returned = Gate()
        let actedOn = Flag()
        await #expect(throws: TransportError(.deadlineExceeded, operation: "stuck")) {
            try await thread.run("probe") {
                defer { returned.open() }
                try thread.blocking("stuck", within: .milliseconds(50)) { block(for: .milliseconds(150)) }
                actedOn.set()
            }
        }
        await #expect(throws: TransportError(.deadlineExceeded, operation: "stuck")) {
            try await thread.run("next") { actedOn.set() }
        }
        await returned.wait()
        #expect(!actedOn.isSet)
    }

    @Test func overrunReleasesThoseWhoQueueBehindIt() async throws {
        let thread = try DeviceThread(name: "queue")
        let ran = Flag()
        let started = Gate()
        let first = Task {
            try await thread.run("first") {
                started.open()
                try thread.blocking("stuck", within: .milliseconds(100)) { block(for: .milliseconds(600)) }
            }
        }
        await started.wait()
        let start = ContinuousClock.now
        await #expect(throws: TransportError(.deadlineExceeded, operation: "stuck")) {
            try await thread.run("second") { ran.set() }
        }
        #expect(ContinuousClock.now - start < .milliseconds(400))
        await #expect(throws: TransportError(.deadlineExceeded, operation: "stuck")) { try await first.value }
        try await Task.sleep(for: .milliseconds(600))
        #expect(!ran.isSet)
    }

    @Test func limitOfTheWholeRunCounts() async throws {
        let thread = try DeviceThread(name: "whole")
        await #expect(throws: TransportError(.deadlineExceeded, operation: "probe")) {
            try await thread.run("probe", within: .milliseconds(50)) { block(for: .milliseconds(300)) }
        }
        await #expect(throws: TransportError(.deadlineExceeded, operation: "probe")) {
            try await thread.run("again") {}
        }
    }

    @Test func errorSaysWhatWasGivenUp() async throws {
        let thread = try DeviceThread(name: "Reader 00 00")
        let error = await #expect(throws: TransportError.self) {
            try await thread.run("probe") {
                try thread.blocking("SCardConnect", within: .milliseconds(20)) { block(for: .milliseconds(100)) }
            }
        }
        #expect(
            error?.description
                == "Reader 00 00: no answer within the deadline (SCardConnect): gave up after 20 ms"
        )
    }

    @Test func cancellingAQueuedBodyKeepsItFromRunning() async throws {
        let thread = try DeviceThread(name: "cancel")
        let (started, release) = (Gate(), Gate())
        let ran = Flag()
        async let first: Void = thread.run("first") {
            started.open()
            release.waitBlocking()
        }
        await started.wait()
        let second = Task { try await thread.run("second") { ran.set() } }
        try await Task.sleep(for: .milliseconds(20))
        second.cancel()
        await #expect(throws: TransportError(.cancelled, operation: "second")) { try await second.value }
        release.open()
        try await first
        try await thread.run("third") {}
        #expect(!ran.isSet)
    }

    @Test func cancellingTheThreadLeavesItsCallBehind() async throws {
        let thread = try DeviceThread(name: "left")
        let begun = Gate()
        let release = Gate()
        let actedOn = Flag()
        let probe = Task {
            try await thread.run("probe") {
                try thread.blocking("stuck", within: .seconds(30)) {
                    begun.open()
                    release.waitBlocking()
                }
                actedOn.set()
            }
        }
        await begun.wait()
        thread.cancel("probe")
        await #expect(throws: TransportError(.cancelled, operation: "probe")) { try await probe.value }
        await #expect(throws: TransportError(.cancelled, operation: "probe")) { try await thread.run("next") {} }
        #expect(thread.isAbandoned)
        release.open()
        try await Task.sleep(for: .milliseconds(50))
        #expect(!actedOn.isSet)
    }

    @Test func cancellingARunningBodyIsSeenInside() async throws {
        let thread = try DeviceThread(name: "cancel")
        let started = Gate()
        let task = Task {
            try await thread.run("wait") {
                started.open()
                while !Task.isCancelled { block(for: .milliseconds(1)) }
                return "noticed"
            }
        }
        await started.wait()
        task.cancel()
        #expect(try await task.value == "noticed")
    }

    @Test func blockedThreadsHoldNobodyUp() async throws {
        let threads = try (0..<64).map { try DeviceThread(name: "reader \($0)") }
        let start = ContinuousClock.now
        async let blocked: Void = withThrowingTaskGroup(of: Void.self) { group in
            for thread in threads {
                group.addTask {
                    try await thread.run("call") {
                        try thread.blocking("call", within: .seconds(10)) { block(for: .milliseconds(300)) }
                    }
                }
            }
            try await group.waitForAll()
        }
        let other = try DeviceThread(name: "other")
        let answer = try await best(of: 3) {
            let start = ContinuousClock.now
            try await other.run("call") {}
            return ContinuousClock.now - start
        }
        #expect(answer < .milliseconds(50))
        try await blocked
        // One after the other they would take 19 s.
        #expect(ContinuousClock.now - start < .seconds(5))
    }

    @Test func postedWorkRunsThereUnlessAbandoned() async throws {
        let thread = try DeviceThread(name: "post")
        let done = Gate()
        let wasThere = Flag()
        thread.post {
            if thread.isCurrentThread { wasThere.set() }
            done.open()
        }
        await done.wait()
        #expect(wasThere.isSet)

        let abandoned = try DeviceThread(name: "abandoned")
        _ = try? await abandoned.run("stuck", within: .milliseconds(20)) { block(for: .milliseconds(100)) }
        let ran = Flag()
        abandoned.post { ran.set() }
        try await Task.sleep(for: .milliseconds(200))
        #expect(!ran.isSet)
    }

    @Test func threadEndsWithItsOwner() async throws {
        let name = "owned-\(getpid())".prefix(15)
        do {
            let thread = try DeviceThread(name: String(name))
            try await thread.run("call") {}
            #expect(ThreadNames.current().contains(String(name)))
        }
        let deadline = ContinuousClock.now + .seconds(5)
        while ThreadNames.current().contains(String(name)), ContinuousClock.now < deadline {
            try await Task.sleep(for: .milliseconds(5))
        }
        #expect(!ThreadNames.current().contains(String(name)))
    }
}
