import CUdev

/// Owns one reference to libudev's context; used on one thread, as libudev asks.
@safe struct UdevContext: ~Copyable {
    fileprivate let rawValue: OpaquePointer

    /// `nil` when there is no memory.
    init?() {
        guard let rawValue = unsafe udev_new() else { return nil }
        unsafe self.rawValue = rawValue
    }

    deinit {
        _ = unsafe udev_unref(rawValue)
    }

    /// The device at a sysfs path; `nil` when it is gone.
    borrowing func device(at path: String) -> UdevDevice? {
        guard let device = unsafe udev_device_new_from_syspath(rawValue, path) else { return nil }
        return unsafe UdevDevice(owning: device)
    }

    /// Sysfs paths of every device of a subsystem, in libudev's order, parents first; `nil` when it cannot tell.
    borrowing func paths(ofSubsystem subsystem: String) -> [String]? {
        guard let enumeration = unsafe udev_enumerate_new(rawValue) else { return nil }
        defer { _ = unsafe udev_enumerate_unref(enumeration) }
        guard
            unsafe udev_enumerate_add_match_subsystem(enumeration, subsystem) >= 0,
            unsafe udev_enumerate_scan_devices(enumeration) >= 0
        else { return nil }
        var paths: [String] = []
        var entry = unsafe udev_enumerate_get_list_entry(enumeration)
        while let current = unsafe entry {
            if let name = unsafe udev_list_entry_get_name(current) { paths.append(unsafe String(cString: name)) }
            unsafe entry = udev_list_entry_get_next(current)
        }
        return paths
    }
}

/// Owns one reference to a device of libudev.
@safe struct UdevDevice: ~Copyable {
    private let rawValue: OpaquePointer

    /// Takes over a reference.
    @unsafe init(owning rawValue: OpaquePointer) {
        unsafe self.rawValue = rawValue
    }

    deinit {
        _ = unsafe udev_device_unref(rawValue)
    }

    var path: String? { unsafe text(udev_device_get_syspath(rawValue)) }
    var name: String? { unsafe text(udev_device_get_sysname(rawValue)) }
    var subsystem: String? { unsafe text(udev_device_get_subsystem(rawValue)) }
    var type: String? { unsafe text(udev_device_get_devtype(rawValue)) }
    var node: String? { unsafe text(udev_device_get_devnode(rawValue)) }
    var driver: String? { unsafe text(udev_device_get_driver(rawValue)) }
    /// `add`, `remove`, …: only of a device that a monitor has received.
    var action: String? { unsafe text(udev_device_get_action(rawValue)) }

    borrowing func property(_ key: String) -> String? {
        unsafe text(udev_device_get_property_value(rawValue, key))
    }

    borrowing func attribute(_ name: String) -> String? {
        unsafe text(udev_device_get_sysattr_value(rawValue, name))
    }

    /// The nearest ancestor of a kind.
    borrowing func parent(subsystem: String, type: String? = nil) -> UdevDevice? {
        let parent =
            if let type {
                unsafe udev_device_get_parent_with_subsystem_devtype(rawValue, subsystem, type)
            } else {
                unsafe udev_device_get_parent_with_subsystem_devtype(rawValue, subsystem, nil)
            }
        // The parent belongs to its child; a reference of its own lets it outlive that.
        guard let parent = unsafe parent, let reference = unsafe udev_device_ref(parent) else { return nil }
        return unsafe UdevDevice(owning: reference)
    }

    private borrowing func text(_ pointer: UnsafePointer<CChar>?) -> String? {
        guard let pointer = unsafe pointer else { return nil }
        return unsafe String(cString: pointer)
    }
}

/// Owns a netlink socket on which udev tells what came and went.
@safe struct UdevMonitor: ~Copyable {
    private let rawValue: OpaquePointer

    /// Listens for the subsystems; `nil` when the kernel gives no socket.
    static func listening(_ context: borrowing UdevContext, for subsystems: [String]) -> UdevMonitor? {
        guard let rawValue = unsafe udev_monitor_new_from_netlink(context.rawValue, "udev") else { return nil }
        let monitor = unsafe UdevMonitor(owning: rawValue)
        guard monitor.enable(subsystems) else { return nil }
        return monitor
    }

    @unsafe private init(owning rawValue: OpaquePointer) {
        unsafe self.rawValue = rawValue
    }

    deinit {
        _ = unsafe udev_monitor_unref(rawValue)
    }

    var descriptor: Int32 { unsafe udev_monitor_get_fd(rawValue) }

    /// The next event; `nil` when none is there, or one was lost (`errno`).
    borrowing func receive() -> UdevDevice? {
        guard let device = unsafe udev_monitor_receive_device(rawValue) else { return nil }
        return unsafe UdevDevice(owning: device)
    }
    private borrowing func enable(_ subsystems: [String]) -> Bool {
        for subsystem in subsystems {
            let code = unsafe udev_monitor_filter_add_match_subsystem_devtype(rawValue, subsystem, nil)
            guard code >= 0 else { return false }
        }
        // A hub with sixteen devices sends some hundred events at once; where the kernel refuses, its default stays.
        _ = unsafe udev_monitor_set_receive_buffer_size(rawValue, 16 << 20)
        return unsafe udev_monitor_enable_receiving(rawValue) >= 0
    }
}
