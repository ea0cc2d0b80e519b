import CPCSCLite
import DeviceTransport
import Glibc
import ThreadExecutor

/// Owns one `SCARDCONTEXT`, a connection to the daemon.
///
/// pcsc-lite wants one for each thread. Made and dropped on the thread that owns the device, so that the release never
/// meets a call that is stuck in the same context.
struct ContextHandle: ~Copyable {
    let rawValue: SCARDCONTEXT

    /// - Throws: `serviceUnavailable` without a daemon, `permissionDenied` when its socket is closed to us.
    init(on thread: DeviceThread, within limit: Duration) throws(TransportError) {
        var established: SCARDCONTEXT?
        do throws(TransportError) {
            let code = try thread.blocking("SCardEstablishContext", within: limit) {
                let (code, context) = PCSCCalls.establishContext()
                if code == .success { established = context }
                return code
            }
            if code == .noService, DaemonSocket.isForbidden {
                throw code.error("SCardEstablishContext", subject: DaemonSocket.path, kind: .permissionDenied)
            }
            try code.check("SCardEstablishContext")
        } catch {
            // The daemon answered after all, but too late.
            if let established { PCSCCalls.releaseContext(established) }
            throw error
        }
        rawValue = established ?? 0
    }

    deinit { PCSCCalls.releaseContext(rawValue) }
}

/// Where the daemon listens.
enum DaemonSocket {
    /// The library reads the variable once per process.
    static var path: String {
        guard let variable = unsafe getenv("PCSCLITE_CSOCK_NAME") else { return "/run/pcscd/pcscd.comm" }
        return unsafe String(cString: variable)
    }

    /// The library says “no service” for a socket that is not there and for one that we may not use.
    static var isForbidden: Bool { unsafe access(path, R_OK | W_OK) != 0 && errno == EACCES }
}
