package import DeviceTransport

extension ReaderUnderTest {
    /// Makes a call on the first connection, which may be refused.
    package func result<Value>(
        of body: (any SmartCardChannel, Duration) throws(TransportError) -> Value
    ) -> Result<Value, TransportError> {
        do throws(TransportError) {
            return .success(try body(channel, context.timing.answer))
        } catch {
            return .failure(error)
        }
    }

    /// Makes a call on the first connection, which may not.
    package func call<Value>(
        _ body: (any SmartCardChannel, Duration) throws(TransportError) -> Value
    ) throws(CheckEnd) -> Value {
        switch result(of: body) {
        case .success(let value): return value
        case .failure(let error): throw .unreachable(error)
        }
    }

    /// Tries to open another connection, and closes one that comes about.
    package func tryConnecting(as mode: ConnectionMode) async throws(CheckEnd) -> Result<Void, TransportError> {
        do throws(TransportError) {
            try await opened(as: mode).close()
            return .success(())
        } catch {
            guard error.code != .unsupported else { throw .beside(error) }
            return .failure(error)
        }
    }

    /// Does something with another connection to the slot, and closes it.
    package func withSecondConnection<Value>(
        as mode: ConnectionMode = .shared,
        _ body: (SecondConnection) async throws(CheckEnd) -> Value
    ) async throws(CheckEnd) -> Value {
        let second: SecondConnection
        do throws(TransportError) {
            second = try await opened(as: mode)
        } catch {
            throw .beside(error)
        }
        let result: Result<Value, CheckEnd>
        do throws(CheckEnd) {
            result = .success(try await body(second))
        } catch {
            result = .failure(error)
        }
        await second.close()
        return try result.get()
    }

    /// Does something with somebody who watches the slot.
    package func withObserver<Value>(
        _ body: (SlotObserver) async throws(CheckEnd) -> Value
    ) async throws(CheckEnd) -> Value {
        let observer: SlotObserver
        do throws(TransportError) {
            guard let surroundings else { throw Self.nothingBeside }
            observer = try await SlotObserver(surroundings, within: context.timing.answer)
        } catch {
            throw .beside(error)
        }
        let result: Result<Value, CheckEnd>
        do throws(CheckEnd) {
            result = .success(try await body(observer))
        } catch {
            result = .failure(error)
        }
        await observer.close()
        return try result.get()
    }

    private func opened(as mode: ConnectionMode) async throws(TransportError) -> SecondConnection {
        guard let surroundings else { throw Self.nothingBeside }
        let limit = context.timing.answer
        return try await SecondConnection(as: mode, surroundings, besides: guarded, within: limit)
    }

    private static var nothingBeside: TransportError { TransportError(.unsupported, operation: "SCardConnect") }
}

extension CheckEnd {
    /// How a check ends whose second connection or watch came to nothing.
    ///
    /// The first connection is none the worse for it, so a wait that had no end is no farewell to the slot.
    package static func beside(_ error: TransportError) -> Self {
        switch error.code {
        case .unsupported: .notApplicable("no daemon stands between the device and its programs")
        // How long it was waited for is no part of a recording.
        case .deadlineExceeded:
            .failed(TransportError(error.code, operation: error.operation, original: error.original).reason)
        default: .unreachable(error)
        }
    }
}
